# The API with its dashboard. From the repository's root: docker build -f deploy/api.Dockerfile .
# For amd64 and arm64: docker buildx build --platform linux/amd64,linux/arm64 -f deploy/api.Dockerfile .
#
# What is built is the same for every processor, so it is built on the builder's own. docker-compose 1.29 builds without BuildKit, which
# knows no BUILDPLATFORM: on another processor than amd64, give --build-arg BUILDER=linux/arm64. Hence also no mounts and no other word of
# BuildKit's. An `ARG BUILDPLATFORM` here would hide BuildKit's own value from older releases of it.
ARG BUILDER=${BUILDPLATFORM:-linux/amd64}

FROM --platform=$BUILDER node:22-bookworm-slim AS dashboard
WORKDIR /src/Ingest.Api/Dashboard
# Packages first: as long as these two files stay, the layer does.
COPY Ingest.Api/Dashboard/package.json Ingest.Api/Dashboard/package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
COPY Ingest.Api/Dashboard ./
RUN node build.mjs

FROM --platform=$BUILDER mcr.microsoft.com/dotnet/sdk:10.0 AS build
ENV DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
WORKDIR /src
COPY .editorconfig BannedSymbols.txt Directory.Build.props Directory.Packages.props global.json ./
COPY Analytics.Contracts/Analytics.Contracts.csproj Analytics.Contracts/
COPY Analytics.Data/Analytics.Data.csproj Analytics.Data/
COPY Ingest.Api/Ingest.Api.csproj Ingest.Api/
COPY Ingest.Api/Dashboard/Dashboard.targets Ingest.Api/Dashboard/
RUN dotnet restore Ingest.Api
COPY Analytics.Contracts Analytics.Contracts
COPY Analytics.Data Analytics.Data
COPY Ingest.Api Ingest.Api
COPY --from=dashboard /src/Ingest.Api/wwwroot Ingest.Api/wwwroot
# No host program: it would be for one kind of processor.
RUN dotnet publish Ingest.Api --configuration Release --no-restore --output /app -p:UseAppHost=false

# Neither shell nor package manager; `extra` brings the time zones that `tz=` asks for. Its user is 1654, not root.
FROM mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled-extra
ARG VERSION=0.1.0
LABEL org.opencontainers.image.title="Analytics API" org.opencontainers.image.version=$VERSION
# deploy/local/host says why: memory, as far as only the environment can set it.
ENV DOTNET_GCgen0size=0x400000 \
    MALLOC_ARENA_MAX=1 MALLOC_MMAP_THRESHOLD_=65536 MALLOC_TRIM_THRESHOLD_=65536
# A log line is one line of JSON, with its time.
ENV Logging__Console__FormatterName=json \
    Logging__Console__FormatterOptions__UseUtcTimestamp=true \
    Logging__Console__FormatterOptions__TimestampFormat=yyyy-MM-ddTHH:mm:ss.fffZ
WORKDIR /app
COPY --from=build /app ./
USER $APP_UID
EXPOSE 8080 9464
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s CMD ["dotnet", "Ingest.Api.dll", "health", "live"]
ENTRYPOINT ["dotnet", "Ingest.Api.dll"]
