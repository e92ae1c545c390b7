using System.Threading.Channels;
using MassTransit;

namespace Ingest.Api.Tests.Events;

/// <summary>Stands for a broker that does not answer, or says no: each publish waits, while they are held, until the test says how it ends.</summary>
sealed class HeldPublishes : IPublishObserver
{
    readonly Channel<TaskCompletionSource> begun = Channel.CreateUnbounded<TaskCompletionSource>();
    bool holds;

    public void Hold() => Volatile.Write(ref holds, true);

    /// <summary>Waits until one has begun.</summary>
    public async Task BegunAsync() => await begun.Reader.WaitToReadAsync();

    public async Task LetOneGoAsync() => (await begun.Reader.ReadAsync()).SetResult();

    public async Task FailOneAsync() => (await begun.Reader.ReadAsync()).SetException(new InvalidOperationException("Not confirmed."));

    /// <summary>No more are held, and those that are go on.</summary>
    public void Release()
    {
        Volatile.Write(ref holds, false);
        while (begun.Reader.TryRead(out var held)) held.SetResult();
    }

    public Task PrePublish<T>(PublishContext<T> context)
        where T : class
    {
        if (!Volatile.Read(ref holds)) return Task.CompletedTask;
        var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        begun.Writer.TryWrite(held);
        return held.Task;
    }

    public Task PostPublish<T>(PublishContext<T> context)
        where T : class => Task.CompletedTask;

    public Task PublishFault<T>(PublishContext<T> context, Exception exception)
        where T : class => Task.CompletedTask;
}
