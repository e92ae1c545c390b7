using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Analytics.EndToEnd.Tests.Systems;

namespace Analytics.EndToEnd.Tests.Ingest;

/// <summary>Clients that send too much, too slowly, or leave: they cost nobody else anything.</summary>
public sealed class ImpoliteClientsTests(SharedSystem system) : SystemTest(system)
{
    const int Megabyte = 1024 * 1024;
    static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(3.5);

    [Fact]
    public async Task A_chunked_body_over_the_limit_is_413()
    {
        using var request = await RawRequest.ConnectedAsync(Client.Address);
        await request.HeadAsync("Transfer-Encoding: chunked");
        await request.ChunkAsync("["u8.ToArray());
        var chunk = Encoding.ASCII.GetBytes(new string(' ', 64 * 1024));

        // Read while sending: after the answer the server hangs up, whatever still comes.
        var status = request.StatusAsync(AnswerLimit);
        try
        {
            for (var sent = 0; sent < 12 * Megabyte; sent += chunk.Length) await request.ChunkAsync(chunk);
        }
        catch (IOException)
        {
            // It would hear no more.
        }

        Assert.Equal(413, await status);
        await ServesAsync();
    }

    [Fact]
    public async Task A_body_announced_too_large_is_413_before_it_is_sent()
    {
        using var request = await RawRequest.ConnectedAsync(Client.Address);
        await request.HeadAsync("Content-Length: 1000000000000\r\nExpect: 100-continue");
        Assert.Equal(413, await request.StatusAsync(AnswerLimit));
        await ServesAsync();
    }

    [Theory]
    [InlineData("Transfer-Encoding: chunked", "zz\r\n")]
    [InlineData("Transfer-Encoding: chunked", "ffffffffffffffffff\r\n")]
    [InlineData("Content-Length: -1", "")]
    [InlineData("Content-Length: 1e3", "")]
    public async Task Broken_framing_is_400_or_the_end_of_the_connection(string framing, string body)
    {
        using var request = await RawRequest.ConnectedAsync(Client.Address);
        await request.HeadAsync(framing);
        await request.SendAsync(body);
        Assert.Contains(await request.StatusAsync(AnswerLimit), new int?[] { 400, 0 });
        await ServesAsync();
    }

    [Theory]
    [InlineData("gzip", 50)]
    [InlineData("br", 50)]
    public async Task A_bomb_of_zeros_is_413_and_the_memory_stays_flat(string encoding, int megabytes)
    {
        var bomb = Compressed.As(encoding, new byte[megabytes * Megabyte]);
        Assert.InRange(bomb.Length, 0, Megabyte / 10);

        // The first ones make the buffers that the pool keeps. Unpacked whole, the others would be a gigabyte.
        await SendAsync(count: 10);
        var before = System.Api.ResidentBytes();
        var most = await SendAsync(count: 20);
        Assert.InRange(Math.Max(most - before, 0) / Megabyte, 0, 100);
        await ServesAsync();

        async Task<long> SendAsync(int count)
        {
            var resident = 0L;
            for (var sent = 0; sent < count; sent++)
            {
                (await Client.PostAsync("/events", bomb, ApiClient.Json, encoding)).MustRefuse(HttpStatusCode.RequestEntityTooLarge, "body_too_large");
                resident = Math.Max(resident, System.Api.ResidentBytes());
            }

            return resident;
        }
    }

    [Fact]
    public async Task A_slow_body_that_comes_to_its_end_is_taken()
    {
        var account = Some.Account("slow");
        var body = Encoding.UTF8.GetBytes(Some.Event(account, "e").ToJsonString());
        using var request = await RawRequest.ConnectedAsync(Client.Address);
        await request.HeadAsync(string.Create(CultureInfo.InvariantCulture, $"Content-Length: {body.Length}"));
        await request.DribbleAsync(body, TimeSpan.FromMilliseconds(10), TimeSpan.FromSeconds(30));
        Assert.Equal(202, await request.StatusAsync(AnswerLimit));
        await System.StoredSoonAsync(account, 1);
    }

    [Fact]
    public async Task A_body_that_never_ends_is_cut_and_others_are_served_meanwhile()
    {
        var account = Some.Account("endless");
        var clients = Enumerable.Range(0, 50).Select(_ => RawRequest.ConnectedAsync(Client.Address)).ToList();
        var requests = await Task.WhenAll(clients);
        try
        {
            foreach (var request in requests) await request.HeadAsync("Content-Length: 100000");
            var body = Encoding.UTF8.GetBytes(new JsonArray(Some.Events(account, 1000)).ToJsonString());
            var dribbles = requests.Select(request => request.DribbleAsync(body, TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(20))).ToList();
            await ServesAsync();
            await Task.WhenAll(dribbles);
            var statuses = await Task.WhenAll(requests.Select(request => request.StatusAsync(TimeSpan.FromSeconds(5))));
            Assert.All(statuses, status => Assert.Contains(status, new int?[] { 0, 400, 408 }));
        }
        finally
        {
            foreach (var request in requests) request.Dispose();
        }

        await ServesAsync();
        Assert.Equal(0, await System.StoredAsync(account));
    }

    [Theory]
    [InlineData("Content-Length: 100000")]
    [InlineData("Transfer-Encoding: chunked")]
    public async Task Clients_that_leave_in_the_middle_of_a_body_leave_nothing_behind(string framing)
    {
        var account = Some.Account("leaver");
        var errorsBefore = ErrorsLogged();
        for (var count = 0; count < 50; count++)
        {
            using var request = await RawRequest.ConnectedAsync(Client.Address);
            await request.HeadAsync(framing);
            var body = Encoding.UTF8.GetBytes("[" + Some.Event(account, $"e-{count}").ToJsonString());
            if (framing.StartsWith('T')) await request.ChunkAsync(body);
            else await request.SendAsync(body);
            request.Reset();
        }

        await ServesAsync();
        await System.DrainedSoonAsync();
        Assert.Equal(0, await System.StoredAsync(account));
        Assert.Equal(errorsBefore, ErrorsLogged());
    }

    [Fact]
    public async Task Clients_that_leave_without_their_answer_are_stored_whole_or_not_at_all()
    {
        const int EventsEach = 20;
        const int Awaited = 5;
        var account = Some.Account("gone");
        var errorsBefore = ErrorsLogged();
        for (var count = 0; count < 50; count++)
        {
            var events = Enumerable.Range(0, EventsEach).Select(index => Some.Event(account, $"e-{count}-{index}")).ToArray();
            var body = Encoding.UTF8.GetBytes(new JsonArray(events).ToJsonString());
            using var request = await RawRequest.ConnectedAsync(Client.Address);
            await request.HeadAsync(string.Create(CultureInfo.InvariantCulture, $"Content-Length: {body.Length}"));
            await request.SendAsync(body);
            if (count < Awaited) await System.StoredSoonAsync(account, (count + 1) * EventsEach); // it leaves when all is done but its answer is unread
            request.Reset();
        }

        await ServesAsync();
        await System.DrainedSoonAsync();
        var batches = await System.QueryAsync<int>(
            "select count(*)::int from events where account_id = @account group by split_part(event_id, '-', 2)", new { account });
        Assert.InRange(batches.Count, Awaited, 50);
        Assert.All(batches, stored => Assert.Equal(EventsEach, stored));
        Assert.Equal(await System.StoredAsync(account), (long)(await Client.SummaryAsync(account, Some.From, Some.To))["events"]!);
        Assert.Equal(errorsBefore, ErrorsLogged());
    }

    async Task ServesAsync() => await Client.AcceptedAsync(Some.Event("after-the-impolite", "e"));

    /// <summary>Lines at which the log's error and critical entries begin.</summary>
    int ErrorsLogged() => File.ReadLines(System.Api.Log).Count(line => line.StartsWith("fail:", StringComparison.Ordinal) || line.StartsWith("crit:", StringComparison.Ordinal));
}
