namespace Analytics.Load.Tests;

public class InterruptsTests
{
    [Fact]
    public void The_first_ends_the_work_the_second_the_report_and_the_third_the_process()
    {
        using var interrupts = new Interrupts();
        (bool, bool) Ended() => (interrupts.First.IsCancellationRequested, interrupts.Second.IsCancellationRequested);
        Assert.Equal((false, false), Ended());
        Assert.True(interrupts.Note());
        Assert.Equal((true, false), Ended());
        Assert.True(interrupts.Note());
        Assert.Equal((true, true), Ended());
        Assert.False(interrupts.Note());
    }
}
