"""Pages for requests that cannot be answered: what is wrong and what to do, no stack trace."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

TEXTS = {
    400: (
        _("Soʻrov tushunarsiz"),
        _("Manzil yoki yuborilgan maʼlumot notoʻgʻri. Orqaga qaytib, qaytadan urinib koʻring."),
    ),
    403: (
        _("Bu sahifa sizga ochiq emas"),
        _("Sizning rolingiz bu ishni bajarishga ruxsat bermaydi. Ruxsatni xizmat rahbaridan soʻrang."),
    ),
    404: (
        _("Bunday sahifa topilmadi"),
        _("Manzil oʻzgargan yoki notoʻgʻri yozilgan boʻlishi mumkin. Qidiruvdan foydalaning."),
    ),
    500: (
        _("Dasturda xatolik yuz berdi"),
        _("Xato qayd etildi, kiritgan maʼlumotlaringiz yoʻqolmagan. Birozdan soʻng qaytadan urinib koʻring."),
    ),
}


def _page(request: HttpRequest, status: int) -> HttpResponse:
    title, advice = TEXTS[status]
    return render(request, "ui/error.html", {"title": title, "advice": advice}, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the request is not of the form this address takes."""
    return _page(request, 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: the person has no right to this."""
    return _page(request, 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: nothing stands at this address."""
    return _page(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault; the log has it."""
    return _page(request, 500)
