"""The people of the centre: list, add, correct, shut out."""

from __future__ import annotations

from urllib.parse import urlencode

from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from javon.apps.people.actions import (
    user_activate,
    user_change_role,
    user_create,
    user_deactivate,
    user_remove_second_factor,
    user_reset_password,
    user_update,
)
from javon.apps.people.errors import PeopleError
from javon.apps.people.models import User
from javon.apps.people.policies import can_manage_people, can_see_people
from javon.apps.people.queries.people import people_listed
from javon.apps.people.web.forms.person import NewPersonForm, PeopleFilterForm, PersonForm
from javon.base.ui import access
from javon.base.ui.access import allowed
from javon.base.ui.paging import page_of

PAGE_SIZE = 50


@require_safe
@allowed(can_see_people)
def people(request: HttpRequest) -> HttpResponse:
    """Everybody, fifty a page."""
    form = PeopleFilterForm(request.GET)
    chosen = form.cleaned_data if form.is_valid() else {}
    listed = people_listed(chosen.get("q", ""), chosen.get("role", ""))
    query = urlencode({name: value for name, value in chosen.items() if value})
    context = {
        "form": form,
        "page": page_of(listed, request.GET.get("page"), PAGE_SIZE),
        "query": f"{query}&" if query else "",
        "may_manage": can_manage_people(request.user),
    }
    return render(request, "people/people.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(can_manage_people)
@never_cache
def add(request: HttpRequest) -> HttpResponse:
    """A new person; the one-time password is shown once."""
    form = NewPersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        person, password = user_create(**form.cleaned_data, by=access.person(request))
        return render(request, "people/password.html", {"person": person, "password": password})
    return render(request, "people/add.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(can_manage_people)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Name, address and role of one person."""
    person = get_object_or_404(User, pk=pk)
    form = PersonForm(request.POST or None, instance=get_object_or_404(User, pk=pk))
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        try:
            user_change_role(user=person, role=values.pop("role"), by=access.person(request))
            user_update(user=person, **values, by=access.person(request))
        except PeopleError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Saqlandi."))
            return redirect("people:people")
    context = {"form": form, "person": person, "second_factor": is_mfa_enabled(person)}
    return render(request, "people/edit.html", context)


@allowed(can_manage_people)
@require_POST
@never_cache
def reset_password(request: HttpRequest, pk: int) -> HttpResponse:
    """A new one-time password, shown once."""
    person = get_object_or_404(User, pk=pk)
    password = user_reset_password(user=person, by=access.person(request))
    return render(request, "people/password.html", {"person": person, "password": password})


@allowed(can_manage_people)
@require_POST
def remove_second_factor(request: HttpRequest, pk: int) -> HttpResponse:
    """Let somebody in by the password alone."""
    user_remove_second_factor(user=get_object_or_404(User, pk=pk), by=access.person(request))
    messages.success(request, _("Ikki bosqichli kirish oʻchirildi."))
    return redirect("people:edit", pk=pk)


@allowed(can_manage_people)
@require_POST
def set_active(request: HttpRequest, pk: int) -> HttpResponse:
    """Shut a person out, or let the person in again."""
    person = get_object_or_404(User, pk=pk)
    try:
        if person.is_active:
            user_deactivate(user=person, by=access.person(request))
        else:
            user_activate(user=person, by=access.person(request))
    except PeopleError as error:
        messages.error(request, str(error))
    return redirect("people:edit", pk=pk)
