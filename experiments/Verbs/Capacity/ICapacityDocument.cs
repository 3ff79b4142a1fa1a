namespace CutAwareQnn.Experiments;

/// <summary>What <c>cutqnn capacity</c> prints; the fields are described in <c>docs/communication.md</c>.</summary>
internal interface ICapacityDocument
{
    string ToJson();

    string ToText();
}
