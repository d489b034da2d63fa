# The one image: each service runs it with its own FUNCTION_SOURCE and FUNCTION_TARGET.
#
#   docker build --build-arg BASE_DIGEST=@sha256:… -t parlons .
#
# BASE_DIGEST pins the base: what was tested is what is built again. Deliveries refuse to go without.
ARG BASE_IMAGE=docker.io/library/python:3.12-slim-bookworm
ARG BASE_DIGEST=

FROM ${BASE_IMAGE}${BASE_DIGEST} AS build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /app
RUN apt-get update \
 && cd /tmp && apt-get download python3-grammalecte \
 && dpkg -x python3-grammalecte_*.deb /grammalecte \
 && rm -rf /var/lib/apt/lists/*
RUN python3 -m venv /app/.venv
COPY requirements-cloud.txt ./
# The lock of the cloud holds what a function needs anywhere, the clients of Google and Azure, and
# OpenTelemetry's exporter: 1.3 MB, since Google's clients bring the rest of it.
# Hashes, and wheels only: nothing that the lock file does not name, and no code of a set-up, runs.
RUN .venv/bin/pip install --require-hashes --only-binary :all: -r requirements-cloud.txt \
 && .venv/bin/pip uninstall --yes pip
# Grammalecte is Debian's, not PyPI's: one pure Python folder, put beside the rest.
RUN site=$(.venv/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))') \
 && cp -r /grammalecte/usr/lib/python3/dist-packages/grammalecte "$site/grammalecte"
COPY LICENSE NOTICE ./
COPY shared ./shared
COPY infra ./infra
COPY functions ./functions
# Without byte code a cold start takes three to four times as long, and slim bases ship none for the
# standard library. Unchecked: a copy that changes times must not invalidate it.
RUN .venv/bin/python -m compileall -q -j 0 --invalidation-mode unchecked-hash .venv shared infra functions

FROM ${BASE_IMAGE}${BASE_DIGEST}
RUN python3 -c 'import sysconfig; print(sysconfig.get_path("stdlib"))' \
  | xargs python3 -m compileall -q -j 0 -x '/(test|tests|idlelib|lib2to3|site-packages|dist-packages)/' --invalidation-mode unchecked-hash \
 && useradd --uid 10001 --user-group --no-create-home --shell /usr/sbin/nologin parlons \
 # A volume mounted here is the user's own: the embedded stack's data.
 && install -d -o parlons -g parlons -m 0700 /data
COPY --from=build /app /app
# HOST stands open because the container does; with development sign-in the settings refuse that.
ENV PATH=/app/.venv/bin:$PATH PYTHONPATH=/app PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    HOST=0.0.0.0 PORT=8080 HOME=/tmp
WORKDIR /app
USER 10001:10001
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=3 \
  CMD ["python", "-c", "import os, urllib.request; urllib.request.urlopen(f\"http://127.0.0.1:{os.environ['PORT']}/health\", timeout=2)"]
CMD ["python", "-m", "infra.serve"]
