using System.Net.Sockets;
using Analytics.Data.Events;
using Npgsql;

namespace Analytics.Data.Tests.Events;

public sealed class FailureKindsTests
{
    public static TheoryData<Exception> AwayExceptions =>
        [new NpgsqlException("gone"), new TimeoutException(), new IOException(), new SocketException((int)SocketError.ConnectionRefused)];

    [Theory]
    [InlineData("40P01")] // deadlock detected
    [InlineData("40001")] // serialization failure
    [InlineData("55P03")] // lock not available
    [InlineData("23505")] // unique violation
    public void What_met_another_transaction_is_contention(string sqlState) => Assert.Equal("Contention", KindOf(sqlState));

    [Theory]
    [InlineData("22001")] // string data right truncation
    [InlineData("22003")] // numeric value out of range
    [InlineData("22021")] // character not in repertoire: NUL
    [InlineData("22P02")] // invalid text representation: JSON
    [InlineData("22P05")] // untranslatable character: \u0000 in JSON
    [InlineData("23502")] // not null violation
    [InlineData("54000")] // program limit exceeded: index row
    public void What_PostgreSQL_refuses_in_the_data_is_bad_data(string sqlState) => Assert.Equal("BadData", KindOf(sqlState));

    [Theory]
    [InlineData("08006")] // connection failure
    [InlineData("22023")] // invalid parameter value: a role that is not there, at connecting
    [InlineData("25006")] // read-only transaction
    [InlineData("28P01")] // invalid password
    [InlineData("3D000")] // no such database
    [InlineData("42501")] // insufficient privilege
    [InlineData("42P01")] // undefined table
    [InlineData("53100")] // disk full
    [InlineData("53300")] // too many connections
    [InlineData("57014")] // query canceled
    [InlineData("57P01")] // admin shutdown
    [InlineData("57P03")] // cannot connect now
    [InlineData("58030")] // I/O error
    [InlineData("XX001")] // data corrupted
    public void What_is_not_the_batchs_fault_means_the_database_is_away(string sqlState) => Assert.Equal("DatabaseAway", KindOf(sqlState));

    [Fact]
    public void A_check_without_a_name_is_a_missing_partition_and_one_with_a_name_is_bad_data()
    {
        Assert.Equal("Contention", KindOf("23514"));
        Assert.Equal(FailureKind.BadData, FailureKinds.Of(new PostgresException("no", "ERROR", "ERROR", "23514", constraintName: "rollups_grain")));
    }

    [Theory]
    [MemberData(nameof(AwayExceptions), DisableDiscoveryEnumeration = true)]
    public void A_broken_connection_means_the_database_is_away(Exception failure) => Assert.Equal(FailureKind.DatabaseAway, FailureKinds.Of(failure));

    [Fact]
    public void Anything_else_is_unknown() => Assert.Equal(FailureKind.Unknown, FailureKinds.Of(new InvalidOperationException()));

    static string KindOf(string sqlState) => FailureKinds.Of(new PostgresException("no", "ERROR", "ERROR", sqlState)).ToString();
}
