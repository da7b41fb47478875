"""Serve the sample on a free port and print the port."""

from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import django
from django.core.wsgi import get_wsgi_application


class Threads(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class Quiet(WSGIRequestHandler):
    def log_message(self, *args):
        pass


if __name__ == "__main__":
    django.setup()
    server = make_server("localhost", 0, get_wsgi_application(), Threads, Quiet)
    print(server.server_port, flush=True)
    server.serve_forever()
