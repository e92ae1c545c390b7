# The worker, and its commands `migrate` and `keys`. From the repository's root: docker build -f deploy/worker.Dockerfile .
# api.Dockerfile says why it is written as it is.
ARG BUILDER=${BUILDPLATFORM:-linux/amd64}

FROM --platform=$BUILDER mcr.microsoft.com/dotnet/sdk:10.0 AS build
ENV DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
WORKDIR /src
COPY .editorconfig BannedSymbols.txt Directory.Build.props Directory.Packages.props global.json ./
COPY Analytics.Contracts/Analytics.Contracts.csproj Analytics.Contracts/
COPY Analytics.Data/Analytics.Data.csproj Analytics.Data/
COPY Ingest.Worker/Ingest.Worker.csproj Ingest.Worker/
RUN dotnet restore Ingest.Worker
COPY Analytics.Contracts Analytics.Contracts
COPY Analytics.Data Analytics.Data
COPY Ingest.Worker Ingest.Worker
RUN dotnet publish Ingest.Worker --configuration Release --no-restore --output /app -p:UseAppHost=false

FROM mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled-extra
ARG VERSION=0.1.0
LABEL org.opencontainers.image.title="Analytics worker" org.opencontainers.image.version=$VERSION
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
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s CMD ["dotnet", "Ingest.Worker.dll", "health", "live"]
ENTRYPOINT ["dotnet", "Ingest.Worker.dll"]
