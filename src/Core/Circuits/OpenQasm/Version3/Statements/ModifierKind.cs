namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>The modifiers of gates.</summary>
internal enum ModifierKind
{
    Inverse,
    Power,
    Control,
    NegativeControl,
}
