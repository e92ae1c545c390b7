using Analytics.Data.Cache;
using Microsoft.Extensions.Hosting;

namespace Analytics.Data.Changes;

/// <summary>
/// Tells whoever listens which accounts changed, at most ten times a second, beside the commits and never in their way. While Redis
/// is away nothing piles up; when it is back, one message says that anything may have changed.
/// </summary>
public sealed class ChangeTelling(ChangedAccounts changed, RedisChannels channels, TimeProvider clock) : BackgroundService
{
    static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (changed.Take() is not { } message) continue;
            if (!await channels.PublishAsync(ChangeMessage.Channel, message, stoppingToken)) changed.NoteMany();
        }
    }
}
