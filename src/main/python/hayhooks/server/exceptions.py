# SPDX-License-Identifier: Apache-2.0
"""What can go wrong with a pipeline, by the names that wrappers and their tests may catch."""


class PipelineFilesError(Exception):
    """Files of a pipeline cannot be read or written."""


class PipelinePathError(PipelineFilesError, ValueError):
    """A file's path is not one inside its pipeline."""


class PipelineModuleLoadError(Exception):
    """A wrapper's module cannot be imported."""


class PipelineWrapperError(Exception):
    """A wrapper cannot be made or called."""


class PipelineModeError(PipelineWrapperError):
    """A wrapper cannot be served in this mode."""


class PipelineAlreadyExistsError(Exception):
    """The name is taken."""


class PipelineNotFoundError(Exception):
    """Nothing is deployed under the name."""


class PipelineRollbackError(Exception):
    """What was there before a failed change could not be restored."""


class PipelineYamlError(Exception):
    """A YAML pipeline cannot be built; ``line`` and ``column`` count from 1 and are null when unknown."""

    def __init__(self, message: str, line: int | None = None, column: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.line = line
        self.column = column

    @property
    def place(self) -> str:
        """Such as ``line 3, column 5``; empty when unknown."""
        names = (("line", self.line), ("column", self.column))
        return ", ".join(f"{name} {number}" for name, number in names if number is not None)

    def __str__(self) -> str:
        return f"{self.message} ({self.place})" if self.place else self.message


class InvalidYamlIOError(PipelineYamlError):
    """The inputs or outputs that a YAML pipeline declares do not fit it."""
