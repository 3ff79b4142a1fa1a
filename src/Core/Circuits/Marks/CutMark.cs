namespace CutAwareQnn.Circuits;

/// <summary>A cut as a drawing shows it.</summary>
public abstract record CutMark;
