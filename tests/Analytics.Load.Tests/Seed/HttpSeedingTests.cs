using Analytics.Load.Import;
using Analytics.Load.Seed;
using Analytics.Load.Tests.Import;

namespace Analytics.Load.Tests.Seed;

public class HttpSeedingTests
{
    static readonly SeedEvents Events = new(new SeedOptions(10, Accounts: 1, Days: 1, new DateOnly(2026, 11, 21), Seed: 1));

    static async Task<string> RefusalAsync(params object[] listed)
    {
        await using var api = await PlayedApi.StartAsync((_, lines, context) => PlayedApi.AcceptAsync(context, lines.Length - 1, listed));
        var failed = await Assert.ThrowsAsync<DeliveryFailedException>(() => new HttpSeeding(Events, api.Address, key: null, TimeProvider.System).RunAsync(new SeedTally(), default));
        return failed.Message;
    }

    [Fact]
    public async Task A_refusal_is_named_where_the_answer_names_it_and_counted_where_it_does_not()
    {
        Assert.Equal("1 events were refused: missing_type: m", await RefusalAsync(new { index = 0, code = "missing_type", message = "m" }));
        Assert.Equal("1 events were refused: the answers do not say why", await RefusalAsync());
    }
}
