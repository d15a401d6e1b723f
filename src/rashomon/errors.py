"""The one tree of exceptions.

::

    RashomonError
    ├── PageError          a page cannot be read; the others go on
    │   ├── PageNotFound   no such file or folder
    │   ├── PageEmpty      nothing to read in it
    │   ├── PageTooLarge   beyond the size limit
    │   └── PageNotText    binary, or of a kind that is not read
    ├── CaseError          the case file cannot be used
    │   ├── CaseBusy       another process is writing to it
    │   ├── CaseNotFound   no such case file
    │   └── CaseInvalid    not a case file, or of a newer version
    ├── ModelError         the reading model is missing or damaged
    └── InputError         an argument or an input record is wrong

Every message is one line: what is wrong, then what to do.
"""


class RashomonError(Exception):
    """Anything that goes wrong in a way that the user can act on."""


class PageError(RashomonError):
    """A page cannot be read; reading goes on with the others."""


class PageNotFound(PageError):
    """The path names no file or folder."""


class PageEmpty(PageError):
    """The page holds no text."""


class PageTooLarge(PageError):
    """The page is larger than the limit on one page."""


class PageNotText(PageError):
    """The bytes are not a text or HTML page."""


class CaseError(RashomonError):
    """The case file cannot be used."""


class CaseBusy(CaseError):
    """Another process is writing to the case file."""


class CaseNotFound(CaseError):
    """There is no case file at that path."""


class CaseInvalid(CaseError):
    """The file is not a case file, or was written by a newer version."""


class ModelError(RashomonError):
    """The reading model is missing or damaged."""


class InputError(RashomonError):
    """An argument or an input record is wrong."""
