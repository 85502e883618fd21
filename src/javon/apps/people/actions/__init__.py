"""Changes of people."""

from javon.apps.people.actions.password import (
    user_remove_second_factor,
    user_reset_password,
    user_set_own_password,
)
from javon.apps.people.actions.user import (
    administrator_ensure,
    user_activate,
    user_change_role,
    user_create,
    user_deactivate,
    user_update,
)

__all__ = [
    "administrator_ensure",
    "user_activate",
    "user_change_role",
    "user_create",
    "user_deactivate",
    "user_remove_second_factor",
    "user_reset_password",
    "user_set_own_password",
    "user_update",
]
