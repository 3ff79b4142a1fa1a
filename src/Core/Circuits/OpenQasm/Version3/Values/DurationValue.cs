namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>A time, which a simulator computes and then ignores.</summary>
/// <param name="Seconds">The part in seconds.</param>
/// <param name="Ticks">The part in ticks of the device, <c>dt</c>.</param>
internal sealed record DurationValue(double Seconds, double Ticks) : Value
{
    public override string Kind => "a duration";
}
