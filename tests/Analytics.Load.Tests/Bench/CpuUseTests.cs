using Analytics.Load.Bench;

namespace Analytics.Load.Tests.Bench;

public class CpuUseTests
{
    static ProcessEntry Entry(int id, int parent, int seconds) => new(id, parent, TimeSpan.FromSeconds(seconds), 1_000);

    [Fact]
    public void A_process_is_read_whatever_its_name_holds()
    {
        var entry = ProcessEntry.Parse("42 (a) b (c) S 7 42 42 0 -1 4194560 1 2 3 4 100 20 3 400 20 0 1 0 55 1000000 250 18446744073709551615 1 1");
        Assert.Equal(new ProcessEntry(42, 7, TimeSpan.FromSeconds(5.23), 250 * Environment.SystemPageSize), entry);
    }

    [Fact]
    public void A_part_is_its_process_and_all_below_it()
    {
        var table = new ProcessTable([Entry(1, 0, 1), Entry(2, 1, 10), Entry(3, 2, 100), Entry(4, 0, 1_000)]);
        Assert.Equal((TimeSpan.FromSeconds(111), 3_000), table.Tree(1));
        Assert.Equal(default, table.Tree(99));
    }

    [Fact]
    public void Waiting_is_not_work() =>
        Assert.Equal(TimeSpan.FromSeconds(1.11), CpuUse.MachineBusy("cpu  100 1 5 1000 2000 2 3 500 0 0"));

    [Theory]
    [InlineData("worker-1", "workers")]
    [InlineData("worker2", "workers")]
    [InlineData("postgres", "postgres")]
    public void Workers_are_one_part(string file, string part) => Assert.Equal(part, CpuUse.PartOf(file));

    [Fact]
    public void This_machine_can_be_read()
    {
        var before = CpuUse.Read();
        Assert.True(CpuUse.Read().Since(before).Machine >= TimeSpan.Zero);
        Assert.True(ProcessTable.Read().Tree(Environment.ProcessId).Cpu > TimeSpan.Zero);
    }
}
