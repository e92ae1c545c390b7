using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Analytics.Data.Postgres;
using Analytics.Tests.Servers;
using Npgsql;

namespace Analytics.Data.Tests.Postgres;

public sealed class BoundedReadTests
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    static readonly TimeSpan Short = TimeSpan.FromMilliseconds(50);

    [Fact]
    public async Task What_is_read_in_time_is_returned_and_what_fails_fails()
    {
        Assert.Equal(7, await WithinAsync(Patience, _ => Task.FromResult(7)));
        var fault = await Assert.ThrowsAsync<NpgsqlException>(() => WithinAsync<int>(Patience, _ => throw new NpgsqlException("away")));
        Assert.Equal("away", fault.Message);
    }

    [Fact]
    public async Task Whoever_leaves_is_not_held_and_the_read_hears_of_it()
    {
        using var leaving = new CancellationTokenSource();
        var heard = new TaskCompletionSource();
        var waiting = BoundedRead.WithinAsync(Patience, TimeProvider.System, ReadAsync, leaving.Token);
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        await heard.Task.WaitAsync(Patience);

        Task<int> ReadAsync(CancellationToken ending)
        {
            _ = ending.Register(heard.SetResult);
            return new TaskCompletionSource<int>().Task;
        }
    }

    [Fact]
    public async Task A_frozen_server_holds_the_read_that_is_left_behind_and_not_who_waited()
    {
        await using var server = await PostgresServer.StartedAsync();
        await using var source = NpgsqlDataSource.Create($"{server.ConnectionString};Maximum Pool Size=1;Timeout=2");
        var opened = new TaskCompletionSource();
        var frozen = new TaskCompletionSource();
        var asked = new TaskCompletionSource();
        Task<int> reading = null!;
        using var deadline = new CancellationTokenSource();
        var waiting = BoundedRead.UntilAsync(ending => reading = ReadAsync(ending), deadline.Token);
        await opened.Task;
        server.Freeze();
        frozen.SetResult();
        await asked.Task; // cancelled before, the driver would not ask at all
        await deadline.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.False(reading.IsCompleted, "The driver gave up sooner than who waited.");

        server.Thaw();
        await Task.WhenAny(reading).WaitAsync(Patience); // with its answer, which may come before the request to cancel it
        await using var next = await source.OpenConnectionAsync();
        Assert.Equal(1, await new NpgsqlCommand("select 1", next).ExecuteScalarAsync());

        async Task<int> ReadAsync(CancellationToken ending)
        {
            await using var connection = await source.OpenConnectionAsync(ending);
            opened.SetResult();
            await frozen.Task;
            await using var command = new NpgsqlCommand("select 1", connection);
            var answer = command.ExecuteScalarAsync(ending);
            asked.SetResult();
            return (int)(await answer)!;
        }
    }

    [Fact]
    public async Task Nobody_hears_of_the_fault_of_what_was_left_behind()
    {
        var unheard = new ConcurrentBag<string>();
        EventHandler<UnobservedTaskExceptionEventArgs> hear = (_, task) => unheard.Add(task.Exception.ToString());
        TaskScheduler.UnobservedTaskException += hear;
        try
        {
            await LeaveBehindAsync();
            GC.Collect();
            GC.WaitForPendingFinalizers();
            Assert.DoesNotContain(unheard, fault => fault.Contains("left behind", StringComparison.Ordinal));
        }
        finally
        {
            TaskScheduler.UnobservedTaskException -= hear;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static async Task LeaveBehindAsync()
    {
        var end = new TaskCompletionSource<int>();
        await Assert.ThrowsAsync<TimeoutException>(() => WithinAsync(Short, _ => end.Task));
        end.SetException(new NpgsqlException("left behind"));
    }

    static Task<T> WithinAsync<T>(TimeSpan limit, Func<CancellationToken, Task<T>> read) => BoundedRead.WithinAsync(limit, TimeProvider.System, read, default);
}
