namespace Analytics.Tests.Servers;

/// <summary>Signals by number, as Linux has them.</summary>
public static class Signals
{
    public const int Interrupt = 2;
    public const int Quit = 3;
    public const int Terminate = 15;
    public const int Kill = 9;
    public const int Continue = 18;
    public const int Stop = 19;
}
