"""Answers questions from a few passages, found by their words (BM25): no key, no network."""

from haystack import Document, Pipeline
from haystack.components.retrievers.in_memory import InMemoryBM25Retriever
from haystack.document_stores.in_memory import InMemoryDocumentStore

from hayhooks import BasePipelineWrapper, get_last_user_message

PASSAGES = [
    "The capital of France is Paris.",
    "The capital of Italy is Rome.",
    "The capital of Germany is Berlin; before 1990 the seat of government was Bonn.",
    "The highest mountain on Earth is Mount Everest, 8,849 metres above the sea.",
    "The longest river of Europe is the Volga.",
    "Haystack is a framework for building search and language model pipelines in Python.",
    "Hayhooks deploys a pipeline when it gets a file called pipeline_wrapper.py with a class PipelineWrapper.",
    "A wrapper's setup() is called once, when its pipeline is deployed; run_api() answers each call.",
]
NOTHING = "I know nothing about that."


class PipelineWrapper(BasePipelineWrapper):
    """One pipeline behind two doors: POST /question_answering/run, and chat completions."""

    def setup(self) -> None:
        store = InMemoryDocumentStore()
        store.write_documents([Document(content=passage) for passage in PASSAGES])
        self.pipeline = Pipeline()
        self.pipeline.add_component("retriever", InMemoryBM25Retriever(store))

    def run_api(self, question: str, top_k: int = 3) -> dict:
        """
        Answer a question from the passages.

        Args:
            question: What you want to know.
            top_k: How many passages to look at.

        Returns:
            The best passage as answer, and all that were found with their scores.
        """
        found = self._find(question, top_k)
        return {
            "answer": found[0].content if found else NOTHING,
            "passages": [{"content": document.content, "score": document.score} for document in found],
        }

    def run_chat_completion(self, model: str, messages: list[dict], body: dict) -> str:
        """Answer the user's last message."""
        found = self._find(str(get_last_user_message(messages) or ""), 1)
        return found[0].content if found else NOTHING

    def _find(self, question: str, top_k: int) -> list[Document]:
        result = self.pipeline.run({"retriever": {"query": question, "top_k": top_k}})
        return [document for document in result["retriever"]["documents"] if document.score and document.score > 0]
