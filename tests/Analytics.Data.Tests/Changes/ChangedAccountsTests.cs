using Analytics.Data.Changes;

namespace Analytics.Data.Tests.Changes;

public sealed class ChangedAccountsTests
{
    readonly ChangedAccounts changed = new();

    [Fact]
    public void Nothing_changed_is_nothing_to_tell() => Assert.Null(changed.Take());

    [Fact]
    public void An_account_is_told_once_however_often_it_changed()
    {
        changed.Note([Some.Event("1", "a"), Some.Event("2", "b"), Some.Event("3", "a")]);
        changed.Note([Some.Event("4", "ü 支"), Some.Event("5", "b")]);
        Assert.Equal(["a", "b", "ü 支"], Told());
        Assert.Null(changed.Take());
    }

    [Fact]
    public void As_many_accounts_as_fit_are_named_and_with_one_more_none_is()
    {
        NoteAccounts(ChangeMessage.AccountLimit);
        Assert.Equal(ChangeMessage.AccountLimit, Told()!.Count);

        NoteAccounts(ChangeMessage.AccountLimit + 1);
        Assert.Null(Told());

        NoteAccounts(1);
        Assert.Equal(["acc_0"], Told());
    }

    [Fact]
    public void What_could_not_be_told_is_told_as_anything()
    {
        changed.NoteMany();
        NoteAccounts(3);
        Assert.Equal(ChangeMessage.Many, changed.Take());
    }

    [Theory]
    [InlineData(new byte[0])]
    [InlineData(new byte[] { (byte)'a' })]
    [InlineData(new byte[] { (byte)'x', 1, 2 })]
    public void A_message_that_cannot_be_read_means_any_account(byte[] message) => Assert.Null(ChangeMessage.AccountsOf(message));

    [Fact]
    public void An_echo_is_about_no_account() => Assert.Equal([], ChangeMessage.AccountsOf(ChangeMessage.Echo)!);

    void NoteAccounts(int count) => changed.Note([.. Enumerable.Range(0, count).Select(account => Some.Event(account: $"acc_{account}"))]);

    List<string>? Told() => ChangeMessage.AccountsOf(changed.Take()!)?.Order(StringComparer.Ordinal).ToList();
}
