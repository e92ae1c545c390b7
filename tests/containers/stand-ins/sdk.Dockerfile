FROM stand-in:servers
COPY dotnet /usr/share/dotnet
RUN ln -s /usr/share/dotnet/dotnet /usr/bin/dotnet
COPY packages /root/.nuget/packages
# An audit would ask a registry for what is known to be vulnerable.
ENV DOTNET_RUNNING_IN_CONTAINER=true DOTNET_GENERATE_ASPNET_CERTIFICATE=false NUGET_XMLDOC_MODE=skip NuGetAudit=false
