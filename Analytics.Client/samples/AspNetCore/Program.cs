using Analytics.Client;
using Analytics.Samples.AspNetCore;

// curl http://127.0.0.1:5080/ ; curl -d '{"user":"user_456","total":12.5}' -H 'Content-Type: application/json' http://127.0.0.1:5080/orders
// then, at the API: curl http://127.0.0.1:8080/accounts/acc_sample/summary
const string Account = "acc_sample";

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddEventTracking(options => builder.Configuration.GetSection("EventTracking").Bind(options));
var app = builder.Build();

app.Use((context, next) =>
{
    if (HttpMethods.IsGet(context.Request.Method))
    {
        var tracker = context.RequestServices.GetRequiredService<IEventTracker>();
        tracker.Track(Account, context.Connection.RemoteIpAddress?.ToString() ?? "unknown", ShopEvent.PageView, path: context.Request.Path);
    }

    return next(context);
});
app.MapGet("/", () => "A shop.");
app.MapPost("/orders", (Order order, IEventTracker tracker) =>
{
    tracker.Track(Account, order.User, ShopEvent.OrderPlaced, new Dictionary<string, object?> { ["total"] = order.Total });
    return TypedResults.Accepted((string?)null, order);
});
app.MapGet("/tracking", (IEventTracker tracker) => tracker.Counts);
app.Run();
