"""What a browser may keep of an answer: nothing of what is closed, and of what is public nothing unasked.

A withdrawn book must not be seen from a browser's store, so that a kept answer is asked about each time: where it still
holds, a few bytes say so (304).
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

PUBLIC, CLOSED, OWN = "public, no-cache", "private, no-store", "private, no-cache"
#: Where a request leaves word that its person has just left.
LEFT = "javon.left"


def kept_as(public: bool) -> str:
    """Cache-Control for what anybody may see, or for what is closed."""
    return PUBLIC if public else CLOSED


def keeping_middleware(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Pages that say nothing themselves: of a person who is logged in none is kept; other ones are asked about again.

    Whoever logs out leaves nothing behind in browsers that can forget (over HTTPS, and on the machine itself).
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        answer = get_response(request)
        if not answer.has_header("Cache-Control"):
            answer["Cache-Control"] = CLOSED if request.user.is_authenticated else OWN
        if LEFT in request.META:
            answer["Clear-Site-Data"] = '"cache"'
        return answer

    return middleware
