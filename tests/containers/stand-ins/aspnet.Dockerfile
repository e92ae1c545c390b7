FROM stand-in:servers AS parts
WORKDIR /rootfs
RUN mkdir -p etc usr/bin usr/share/dotnet home/app tmp && chown 1654:1654 home/app && chmod 1777 tmp && \
    cp -a --parents /lib /lib64 . && \
    for library in ld-linux libc libm libdl libpthread librt libgcc_s libstdc++ libssl libcrypto libz libnss libresolv libicu; do \
      cp -a --parents /usr/lib/*-linux-gnu/"$library"* . || exit 1; \
    done && \
    chmod 755 usr/lib usr/lib/*-linux-gnu && \
    cp -a --parents /usr/lib64 /usr/share/zoneinfo /etc/ssl . && \
    printf 'root:x:0:0:root:/root:/bin/false\napp:x:1654:1654::/home/app:/bin/false\n' > etc/passwd && \
    printf 'root:x:0:\napp:x:1654:\n' > etc/group && \
    ln -s /usr/share/dotnet/dotnet usr/bin/dotnet

FROM scratch
COPY --from=parts /rootfs /
COPY dotnet /usr/share/dotnet/dotnet
COPY host /usr/share/dotnet/host
COPY shared /usr/share/dotnet/shared
ENV APP_UID=1654 ASPNETCORE_HTTP_PORTS=8080 DOTNET_RUNNING_IN_CONTAINER=true PATH=/usr/bin
USER $APP_UID
