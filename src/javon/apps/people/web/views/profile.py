"""A person's own page."""

from __future__ import annotations

from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
@login_required
def profile(request: HttpRequest) -> HttpResponse:
    """Who I am here, and how my log-in is protected."""
    return render(request, "people/profile.html", {"second_factor": is_mfa_enabled(request.user)})
