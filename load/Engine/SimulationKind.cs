namespace NBomber.Contracts;

/// <summary>Open (requests arrive by schedule) or closed (each copy sends its next request when the last one is answered).</summary>
enum SimulationKind
{
    Inject,
    RampingInject,
    KeepConstant,
}
