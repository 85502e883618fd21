"""Addresses of the digitization app, below its own root.

Pages for people::

    (root)                  objects at work: filters text, status, mine; HTMX refreshes the table
    new/                    files by drag and drop, or from the scanner; ?batch= goes on with what was left
    changes/                published books with changes that readers do not see yet; released many at once
    jobs/                   background jobs with the reason of failure, retry
    archive/                when every byte of the archive was last read, and what is damaged; archive/check/ reads now
    <id>/                   one object: progress, files, actions, journal
    <id>/pages/             quality control; <id>/pages/<key>/ text correction
    <id>/contents/          the editor of contents
    <id>/changes/           the book as readers see it beside the book as it stands; released or dropped

For the quality grid and the correction (JSON; errors are ``{"error": "sentence"}`` with 400, 403 or 409)::

    GET  <id>/pages.json?since=<revision>    {"title", "status", "revision", "pages": [row…]}; only changed rows
         after ``since``.  row: key, label, position, status waiting|done|failed, verdict, reasons[],
         places[] (boxes of left, top, right, bottom in shares of after.jpg), confidence, language, width, height,
         blank, excluded, reviewed, error, version (0: no image yet), thumb, url
    POST <id>/pages/<key>/do/<action>/       {"page": row} or {"pages": [row…]}
         accept · reopen · rotate angle · crop left,top,right,bottom (shares of uncropped.jpg) · split at (share) or
         off=1 or toggle=1 · move after=<key>|"" · label value · blank · unblank · exclude · include ·
         redo steps=<JSON> language keep=1 · replace file · insert file
    GET  <id>/pages/<key>/{thumb,before,after}.jpg?v=<version>    kept by the browser for a minute
    GET  <id>/pages/<key>/uncropped.json    {"picture", "box": {left, top, right, bottom}}; the page before its crop
    GET  <id>/pages/<key>/text.json?version=N    {"version", "width", "height", "lines": [...], "versions": [...]}
    GET  <id>/pages/<key>/tables.csv    the tables of the page's newest text
    POST <id>/pages/<key>/text/    {"version", "lines": [{"region", "line", "text"}], "release": true?} gives
         {"version", "released", "note"}; released only where no other change of the book waits
    POST <id>/pages/<key>/restore/    {"version"}: an older text becomes the newest; gives {"version"}

For the editor of contents (JSON, the same errors)::

    GET  <id>/contents.json    {"version", "origin" file|headings|person|none, "entries": [[level, title, page key]…],
         "found": {"file", "headings"}, "pages": [[key, name, excluded, version]…]}
    POST <id>/contents/save/   {"version", "entries"}; 409 where somebody was quicker; the same without "pages";
                               no entries: the book has no contents
    POST <id>/contents/reset/  {"version"}: the contents that were found again

Uploads (tus 1.0.0: core, creation, termination, expiration)::

    OPTIONS, POST uploads/    HEAD, PATCH, DELETE uploads/<token>/
    Upload-Metadata: filename, batch (one batch becomes one object)
"""

from __future__ import annotations

from django.urls import path

from javon.apps.digitization.web.views import (
    archive,
    changes,
    contents,
    images,
    intake,
    jobs,
    objects,
    pages,
    quality,
    texts,
    uploads,
)

app_name = "digitization"
_page = "<str:identifier>/pages/<str:key>/"
urlpatterns = [
    path("", objects.listing, name="objects"),
    path("new/", intake.new, name="new"),
    path("new/discard/", intake.discard, name="discard"),
    path("scanners/", intake.scanners, name="scanners"),
    path("scan/", intake.scan, name="scan"),
    path("jobs/", jobs.listing, name="jobs"),
    path("jobs/<uuid:pk>/retry/", jobs.retry, name="job-retry"),
    path("archive/", archive.archive, name="archive"),
    path("archive/check/", archive.check, name="archive-check"),
    path("changes/", changes.listing, name="changes"),
    path("changes/release/", changes.release, name="changes-release"),
    path("uploads/", uploads.collection, name="uploads"),
    path("uploads/<str:token>/", uploads.upload, name="upload"),
    path("<str:identifier>/", objects.detail, name="object"),
    path("<str:identifier>/progress/", objects.progress, name="object-progress"),
    path("<str:identifier>/record/", objects.record, name="object-record"),
    path("<str:identifier>/unlock/", objects.unlock, name="object-unlock"),
    path("<str:identifier>/do/<str:action>/", objects.do, name="object-do"),
    path("<str:identifier>/changes/", changes.compare, name="compare"),
    path("<str:identifier>/changes/<str:action>/", changes.decide, name="compare-do"),
    path("<str:identifier>/files/<str:name>", objects.file, name="object-file"),
    path("<str:identifier>/contents/", contents.editor, name="contents"),
    path("<str:identifier>/contents.json", contents.contents_json, name="contents-json"),
    path("<str:identifier>/contents/save/", contents.save, name="contents-save"),
    path("<str:identifier>/contents/reset/", contents.reset, name="contents-reset"),
    path("<str:identifier>/pages.json", quality.pages_json, name="pages-json"),
    path("<str:identifier>/pages/", quality.grid, name="quality"),
    path(_page, texts.page, name="page"),
    path(_page + "thumb.jpg", images.thumb, name="page-thumb"),
    path(_page + "before.jpg", images.before, name="page-before"),
    path(_page + "after.jpg", images.after, name="page-after"),
    path(_page + "uncropped.json", images.uncropped, name="page-uncropped"),
    path(_page + "uncropped.jpg", images.uncropped_picture, name="page-uncropped-picture"),
    path(_page + "do/<str:action>/", pages.do, name="page-do"),
    path(_page + "text.json", texts.text_json, name="page-text"),
    path(_page + "tables.csv", texts.tables_csv, name="page-tables"),
    path(_page + "text/", texts.correct, name="page-correct"),
    path(_page + "restore/", texts.restore, name="page-restore"),
]
