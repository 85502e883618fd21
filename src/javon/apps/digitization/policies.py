"""Who may do what with digital objects.  ``None`` as a person is the program itself.

Closed is the default: until an object is published only staff of the centre see it.
"""

from __future__ import annotations

from javon.apps.digitization.models import DigitalObject
from javon.apps.people.enums import Role
from javon.apps.people.policies import Person, can_work, has_role

DIGITIZERS = frozenset({Role.OPERATOR, Role.HEAD, Role.ADMINISTRATOR})
REVIEWERS = DIGITIZERS | {Role.CATALOGUER}
PUBLISHERS = frozenset({Role.HEAD, Role.CATALOGUER, Role.ADMINISTRATOR})


def can_see_work(user: Person) -> bool:
    """Whether the person may see the pages of the work (lists, jobs, unpublished objects)."""
    return can_work(user)


def can_digitize(user: Person) -> bool:
    """Whether the person may bring scans in and have pages done again."""
    return has_role(user, DIGITIZERS)


def can_review(user: Person) -> bool:
    """Whether the person may change pages, correct text and accept objects."""
    return has_role(user, REVIEWERS)


def can_publish(user: Person) -> bool:
    """Whether the person may open an object to readers, or close it again."""
    return has_role(user, PUBLISHERS)


def can_read(user: Person, object: DigitalObject) -> bool:
    """Whether the person may read this object, its images, text and files."""
    return object.is_published or can_see_work(user)
