namespace Ingest.Api.Requests;

/// <summary>Registers how requests are named and how what goes wrong with them is told.</summary>
static class RequestsRegistration
{
    /// <summary>Every problem names the request and its trace; what an exception says stays in the log.</summary>
    public static IServiceCollection AddRequests(this IServiceCollection services) => services.AddProblemDetails(options =>
        options.CustomizeProblemDetails = context =>
        {
            RequestIdentity.WriteHeaders(context.HttpContext);
            var problem = context.ProblemDetails.Extensions;
            problem.Remove("traceId");
            problem["request_id"] = context.HttpContext.TraceIdentifier;
            if (RequestIdentity.TraceIdOf(context.HttpContext) is { } trace) problem["trace_id"] = trace;
        });

    /// <summary>First of all, so that every answer has them.</summary>
    public static void UseRequests(this WebApplication app)
    {
        app.UseMiddleware<RequestIdentity>();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
    }
}
