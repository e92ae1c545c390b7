using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Ingest.Api.Security;

/// <summary>
/// Without keys, only this machine may reach the port: every address that the server is about to listen on is looked at, however
/// it was configured. An open server on a public address is found within hours, and everything in it read.
/// </summary>
static class OpenOnLoopback
{
    /// <summary>Ends the start, with what to do, when another machine could reach this address.</summary>
    public static void Check(ListenOptions listen)
    {
        if (listen.EndPoint is not IPEndPoint reachable || IPAddress.IsLoopback(reachable.Address)) return;
        throw new InvalidOperationException(
            $"Security:Mode is Open, which lets everybody in, and {reachable} can be reached from elsewhere. Make keys and set Security:Mode to Keys; "
            + "or listen on 127.0.0.1; or, where something else guards the address, set Security:AllowOpenOnAnyAddress to true.");
    }
}
