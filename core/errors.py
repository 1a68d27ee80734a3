"""Refusals that a person should read."""


class DomainError(Exception):
    """The act is not possible as things stand; the text says why, in the reader's language.

    Raised by services only. A page shows the text and keeps what was typed; lacking the
    right is `PermissionDenied` instead.
    """


class Outdated(DomainError):
    """Somebody else saved the record after this form was opened; nothing was changed."""
