"""The product's own settings, with one bare page, and the number of queries in a header."""

from crossing.settings import *  # noqa: F403
from crossing.settings import MIDDLEWARE

MIDDLEWARE = ["bench.counting.CountQueries", *MIDDLEWARE]
ROOT_URLCONF = "bench.urls"
