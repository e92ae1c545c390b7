using System.Text;
using Analytics.Data.Answers;

namespace Analytics.Data.Tests.Answers;

public sealed class StoredAnswerTests
{
    static readonly StoredAnswer Stored = new(
        new(new(2026, 1, 1, 12, 0, 0, 5, TimeSpan.Zero), AnswerSource.Raw, Encoding.UTF8.GetBytes("""{"name":"ü"}""")), new(2026, 1, 1, 12, 1, 0, TimeSpan.Zero));

    [Fact]
    public void What_was_stored_comes_back()
    {
        var read = StoredAnswer.FromBytes(Stored.ToBytes())!;
        Assert.Equal((Stored.FreshUntil, Stored.Answer.AsOf, Stored.Answer.Source, Stored.Answer.BodyHash), (read.FreshUntil, read.Answer.AsOf, read.Answer.Source, read.Answer.BodyHash));
        Assert.Equal(Stored.Answer.Body, read.Answer.Body);
    }

    [Fact]
    public void A_value_that_was_cut_off_or_lengthened_is_nothing()
    {
        var bytes = Stored.ToBytes();
        for (var length = 0; length < bytes.Length; length++) Assert.Null(StoredAnswer.FromBytes(bytes.AsSpan(0, length)));
        Assert.Null(StoredAnswer.FromBytes([.. bytes, 0]));
    }

    [Fact]
    public void Of_a_damaged_value_no_body_comes_back_but_the_one_that_was_stored()
    {
        var random = new Random(5);
        for (var i = 0; i < 5_000; i++)
        {
            var bytes = Stored.ToBytes();
            bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
            if (StoredAnswer.FromBytes(bytes) is { } read) Assert.Equal(Stored.Answer.Body, read.Answer.Body);
        }
    }
}
