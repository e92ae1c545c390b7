using System.Diagnostics;
using System.Globalization;

namespace Analytics.Tests.Servers;

/// <summary>
/// A disk of a few megabytes, in memory, to be filled. It is mounted as long as a pipe to this process is open, so that it goes
/// when the test's process does, killed or not. Mounting takes root.
/// </summary>
public sealed class SmallDisk : IAsyncDisposable
{
    const string Hold = """mount -t tmpfs -o "size=$2m,mode=0777" tmpfs "$1" 2> /dev/null && echo mounted || { echo refused; exit; }; read -r _; umount --lazy "$1"; rmdir "$1" """;
    const int PieceBytes = 4096;

    readonly Process holder;

    SmallDisk(Process holder, string directory) => (this.holder, Directory) = (holder, directory);

    /// <summary>Where it is mounted; everyone may write there.</summary>
    public string Directory { get; }

    string Ballast => Path.Combine(Directory, "ballast");

    /// <summary>Null when this process may not mount.</summary>
    public static async Task<SmallDisk?> MountedAsync(int megabytes)
    {
        var directory = System.IO.Directory.CreateTempSubdirectory("analytics-disk-").FullName;
        var start = new ProcessStartInfo("setsid", ["bash", "-c", Hold, "hold", directory, megabytes.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        var disk = new SmallDisk(Process.Start(start)!, directory);
        if (await disk.holder.StandardOutput.ReadLineAsync() == "mounted") return disk;
        await disk.DisposeAsync();
        return null;
    }

    /// <summary>Takes all space that is left.</summary>
    public void Fill()
    {
        using var ballast = new FileStream(Ballast, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
        var piece = new byte[PieceBytes];
        try
        {
            while (true) ballast.Write(piece);
        }
        catch (IOException full) when (full is not DirectoryNotFoundException)
        {
            // that was the last of it
        }
    }

    /// <summary>Gives back what <see cref="Fill"/> took.</summary>
    public void Free() => File.Delete(Ballast);

    public async ValueTask DisposeAsync()
    {
        holder.StandardInput.Close();
        await holder.WaitForExitAsync();
        holder.Dispose();
        if (System.IO.Directory.Exists(Directory)) System.IO.Directory.Delete(Directory);
    }
}
