"""Pages for requests that cannot be answered: what is wrong and what to do, no stack trace."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.db import DatabaseError, DataError, IntegrityError, InterfaceError, NotSupportedError, ProgrammingError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from javon.base.ui.access import NoRightError, Policy, wants_json

#: A form whose token is no longer valid: the page stood open through a log-in or a log-out.
OLD_FORM = "old form"
#: Seconds after which a request that met a busy database may be sent again; the page does so by itself.
RETRY_S = 5
#: What the database says of a fault of ours; anything else it says is about its own state.
_OUR_FAULT = (IntegrityError, DataError, ProgrammingError, NotSupportedError)

_HELPERS: list[Callable[[Policy, Any], str]] = []
TEXTS = {
    400: (
        _("Soʻrov tushunarsiz"),
        _("Manzil yoki yuborilgan maʼlumot notoʻgʻri. Orqaga qaytib, qaytadan urinib koʻring."),
    ),
    403: (
        _("Bu sahifa sizga ochiq emas"),
        _("Sizning rolingiz bu ishni bajarishga ruxsat bermaydi."),
    ),
    404: (
        _("Bunday sahifa topilmadi"),
        _("Manzil oʻzgargan yoki notoʻgʻri yozilgan boʻlishi mumkin. Qidiruvdan foydalaning."),
    ),
    405: (
        _("Bu manzilda sahifa yoʻq"),
        _("U faqat tugma bosilganda ishlaydi. Orqaga qaytib, kerakli tugmani bosing."),
    ),
    413: (
        _("Yuborilgan maʼlumot juda katta"),
        _(
            "Bir marta yuborishga sigʻmaydi, hech narsa saqlanmadi. "
            "Fayllarni yuklash sahifasidan bering yoki boʻlib yuboring."
        ),
    ),
    OLD_FORM: (
        _("Sahifa eskirgan"),
        _(
            "U ochiq turganida tizimga kirgan yoki undan chiqqansiz. Orqaga qayting, oynani "
            "yangilang (F5) va qayta yuboring."
        ),
    ),
    503: (
        _("Maʼlumotlar bazasi hozir javob bermayapti"),
        _(
            "U band yoki toʻxtab turibdi; chala hech narsa yozilmadi. Sahifa bir necha soniyadan keyin oʻzi qayta "
            "ochiladi. Shakl yuborgan boʻlsangiz, birozdan soʻng sahifani yangilang (F5): brauzer uni qayta yuboradi."
        ),
    ),
    500: (
        _("Dasturda xatolik yuz berdi"),
        _("Xato qayd etildi, kiritgan maʼlumotlaringiz yoʻqolmagan. Birozdan soʻng qaytadan urinib koʻring."),
    ),
}


def helpers_add(who: Callable[[Policy, Any], str]) -> None:
    """Say who can help: from the right that is missing and the person who misses it, a sentence or "" (``ready``)."""
    _HELPERS.append(who)


def _page(request: HttpRequest, status: int, said: int | str = 0, more: str = "") -> HttpResponse:
    title, sentence = TEXTS[said or status]
    advice = f"{sentence} {more}" if more else str(sentence)
    if wants_json(request):
        return JsonResponse({"error": f"{title}. {advice}"}, status=status)
    return render(request, "ui/error.html", {"title": title, "advice": advice}, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the request is not of the form this address takes; 413 where it is too large for one."""
    return _page(request, 413 if isinstance(exception, RequestDataTooBig) else 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: the person has no right to this; who has it, or what else is said of it, is told."""
    if isinstance(exception, NoRightError):
        policy = exception.policy
        return _page(request, 403, more=" ".join(filter(None, (who(policy, request.user) for who in _HELPERS))))
    return _page(request, 403, more=str(exception or ""))


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: nothing stands at this address."""
    return _page(request, 404)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form does not prove that it came from a page of ours."""
    return _page(request, 403, OLD_FORM)


def database_gone(error: BaseException | None) -> bool:
    """Whether the database did not answer: locked, stopped, no connection left, two changes in each other's way."""
    return isinstance(error, DatabaseError | InterfaceError) and not isinstance(error, _OUR_FAULT)


def database_busy(request: HttpRequest) -> HttpResponse:
    """503 with when to ask again; the page asks for nothing from the database."""
    title, advice = TEXTS[503]
    words = f"{title}. {advice}"
    if "Tus-Resumable" in request.headers:
        answer = HttpResponse(words, status=503, content_type="text/plain; charset=utf-8")
    elif wants_json(request):
        answer = JsonResponse({"error": words}, status=503)
    else:
        again = RETRY_S if request.method in {"GET", "HEAD"} else 0
        page = render_to_string("ui/error_bare.html", {"title": title, "advice": advice, "again": again})
        answer = HttpResponse(page, status=503)
    answer["Retry-After"] = str(RETRY_S)
    answer["Cache-Control"] = "no-store"
    return answer


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault; the log has it.  503 where it was the database that did not answer."""
    if database_gone(sys.exc_info()[1]):
        return database_busy(request)
    try:
        return _page(request, 500)
    except Exception:
        title, advice = TEXTS[500]
        return HttpResponse(render_to_string("ui/error_bare.html", {"title": title, "advice": advice}), status=500)


def wrong_method_middleware(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Say in words what Django would answer with an empty page: that an address does not take this method."""

    def middleware(request: HttpRequest) -> HttpResponse:
        answer = get_response(request)
        if answer.status_code != 405 or answer.streaming or answer.content:
            return answer
        said = _page(request, 405)
        said["Allow"] = answer["Allow"]
        return said

    return middleware
