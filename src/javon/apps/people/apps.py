"""The app's entry in Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from javon.apps.people.enums import Role

#: Names of changes in the journal, in words.
DEEDS = {
    "people.login": _("Tizimga kirdi"),
    "people.logout": _("Tizimdan chiqdi"),
    "people.login_failed": _("Kirishga urinish: login yoki parol notoʻgʻri"),
    "people.login_limited": _("Kirishga urinishlar juda koʻp"),
    "people.code_failed": _("Kirishga urinish: kod notoʻgʻri"),
    "people.user_create": _("Foydalanuvchi qoʻshildi"),
    "people.user_update": _("Foydalanuvchi maʼlumotlari oʻzgardi"),
    "people.user_change_role": _("Rol oʻzgardi"),
    "people.user_activate": _("Foydalanuvchi faollashtirildi"),
    "people.user_deactivate": _("Foydalanuvchi bloklandi"),
    "people.user_reset_password": _("Yangi bir martalik parol berildi"),
    "people.user_remove_second_factor": _("Ikki bosqichli kirish oʻchirildi"),
    "people.user_set_own_password": _("Parol almashtirildi"),
    "people.user_restore": _("Foydalanuvchi raqamli arxivdan tiklandi"),
    "audit.journal_protect": _("Audit jurnali himoyasi tiklandi"),
    "jobs.job_retry": _("Orqa fondagi ish qaytadan navbatga qoʻyildi"),
}
#: Names of details in the journal, in words.
DETAILS = {
    "address": _("IP manzili"),
    "username": _("Login"),
    "full_name": _("F.I.Sh."),
    "email": _("Elektron pochta"),
    "role": _("Rol"),
    "before": _("Avval"),
    "after": _("Keyin"),
    "tries": _("Bir soatdagi urinishlar"),
    "all_tries": _("Bir soatdagi jami urinishlar"),
    "triggers": _("Tiklangan himoyalar"),
    "name": _("Nomi"),
    "jobs.job_retry.name": _("Ish"),
    "people.user_restore.name": _("Login"),
}


class PeopleConfig(AppConfig):
    """Configuration of the people app."""

    name = "javon.apps.people"
    label = "people"

    def ready(self) -> None:
        from javon.apps.people.policies import can_see_people, who_can_help  # noqa: PLC0415 -- app ready
        from javon.apps.people.queries.people import keys_called, usernames  # noqa: PLC0415 -- app ready
        from javon.base.ui.deeds import deeds_add, details_add  # noqa: PLC0415 -- app ready
        from javon.base.ui.errors import helpers_add  # noqa: PLC0415 -- app ready
        from javon.base.ui.menu import menu_add  # noqa: PLC0415 -- app ready
        from javon.base.ui.subjects import subject_add  # noqa: PLC0415 -- app ready

        deeds_add(DEEDS)
        helpers_add(who_can_help)
        roles = dict(Role.choices)
        details_add(DETAILS, {"role": roles, "before": roles, "after": roles})
        subject_add(
            "user", _("Foydalanuvchi"), titles=usernames, found=lambda text, most: map(str, keys_called(text, most))
        )
        subject_add("login", _("Kirish"))
        subject_add("journal", _("Audit jurnali"))
        subject_add("job", _("Orqa fondagi ish"))
        menu_add("people:people", _("Tizim foydalanuvchilari"), order=90, visible=can_see_people)
