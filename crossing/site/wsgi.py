"""The application as the server sees it."""

import os
import re
from typing import Any

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from granian.utils.proxies import wrap_wsgi_with_proxy_headers

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "crossing.settings")
ENCODING = re.compile(r";\s*charset=[^;]*", re.IGNORECASE)


def in_utf_8(serve: Any) -> Any:
    """Everything sent is UTF-8, whatever it says of itself: Django breaks on some that it names."""

    def application(request: dict[str, Any], start_response: Any) -> Any:
        request["CONTENT_TYPE"] = ENCODING.sub("", request.get("CONTENT_TYPE", ""))
        return serve(request, start_response)

    return application


application = wrap_wsgi_with_proxy_headers(
    in_utf_8(get_wsgi_application()), settings.TRUSTED_PROXIES
)
