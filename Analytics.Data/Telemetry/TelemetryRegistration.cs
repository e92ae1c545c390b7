using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Console;

namespace Analytics.Data.Telemetry;

/// <summary>Registers what both hosts need to be measured and traced.</summary>
public static class TelemetryRegistration
{
    /// <summary>
    /// Gives a host the process's <paramref name="telemetry"/>, the management port, and log lines that go where the traces go. The caller
    /// owns the telemetry: a process may have several hosts, one after another.
    /// </summary>
    public static void AddTelemetry(this IHostApplicationBuilder builder, TelemetryExport telemetry, string service)
    {
        builder.Services.AddSingleton(telemetry);
        builder.Services.AddOptions<ManagementOptions>().BindConfiguration("Management");
        builder.Services.AddHostedService<ManagementServer>();
        UseConfiguredFormat(builder);
        TelemetryExport.AddLogs(builder.Logging, builder.Configuration, service);
    }

    /// <summary>A slim host insists on the format for terminals, whatever <c>Logging:Console:FormatterName</c> says.</summary>
    static void UseConfiguredFormat(IHostApplicationBuilder builder)
    {
        if (builder.Configuration["Logging:Console:FormatterName"] is { Length: > 0 } name)
            builder.Services.Configure<ConsoleLoggerOptions>(console => console.FormatterName = name);
    }
}
