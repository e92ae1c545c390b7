using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Diagnostics.Metrics;
using System.Net;
using Analytics.Data.Accounts;
using Ingest.Api.Listing;
using Ingest.Api.Tests.Hosts;
using Microsoft.Extensions.DependencyInjection;

namespace Ingest.Api.Tests.Listing;

public sealed class RevokedWaitTests
{
    [Fact]
    public async Task A_wait_that_ends_because_its_key_was_revoked_is_counted_as_refused()
    {
        var text = ApiKeyText.New();
        var key = new ApiKey(text.Prefix, text.SecretHash(), ApiKeyScopes.Read, WholeApi.Account);
        var none = new ApiKeySet(2, FrozenDictionary<string, ApiKey>.Empty);
        var known = new ApiKeySet(1, new Dictionary<string, ApiKey> { [text.Prefix] = key }.ToFrozenDictionary());
        var isRevoked = false;
        using var api = new WholeApi
        {
            Instead = services => services
                .AddSingleton<LoadApiKeys>((version, _) => Task.FromResult(version is null ? known : Volatile.Read(ref isRevoked) ? none : null))
                .AddSingleton<LookForEvent>((_, _, _) =>
                {
                    Volatile.Write(ref isRevoked, true); // the reader was let in
                    return Task.FromResult(default(EventState));
                }),
        };
        var refused = new ConcurrentQueue<object?>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Name == "analytics.requests.refused" && instrument.Meter.Scope == api.Services.GetRequiredService<IMeterFactory>()) self.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) => refused.Enqueue(tags[0].Value));
        api.StartServer();
        listener.Start();
        var answer = await api.SendAsync("GET", $"/accounts/{WholeApi.Account}/events/e?wait=30", text.Reveal());
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal(["unknown_key"], refused);
    }
}
