def count(things: list) -> int:
    return len(things)
