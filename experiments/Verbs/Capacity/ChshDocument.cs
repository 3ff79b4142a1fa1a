using System.Globalization;
using System.Text.Json.Nodes;
using CutAwareQnn.Circuits;
using CutAwareQnn.Learning;

namespace CutAwareQnn.Experiments;

/// <summary>The players of CHSH after their training.</summary>
/// <param name="Game">The game.</param>
/// <param name="StepCount">Number of ascent steps.</param>
/// <param name="Angles">α₀, α₁, β₀, β₁ in radians.</param>
/// <param name="S">Their S.</param>
internal sealed record ChshDocument(ChshGame Game, int StepCount, double[] Angles, double S) : ICapacityDocument
{
    public string ToJson() => new JsonObject
    {
        ["model"] = CapacityOptions.Chsh,
        ["concurrence"] = Game.Concurrence,
        ["steps"] = StepCount,
        ["angles"] = new JsonArray([.. Angles.Select(a => JsonValue.Create(a))]),
        ["s"] = S,
        ["s_largest"] = Game.LargestS,
        ["single_shot_success"] = ChshGame.SingleShotSuccess(S),
        ["single_shot_success_largest"] = ChshGame.SingleShotSuccess(Game.LargestS),
        ["sign_accuracy"] = Game.SignAccuracy(),
    }.ToJsonString(ReadableJson.Options);

    public string ToText() => string.Join(Environment.NewLine,
    [
        string.Create(CultureInfo.InvariantCulture, $"chsh: pair of concurrence {Game.Concurrence}, {Counted.Of(StepCount, "step")}"),
        string.Create(CultureInfo.InvariantCulture, $"S                     {S:F6} of at most {Game.LargestS:F6}"),
        string.Create(
            CultureInfo.InvariantCulture,
            $"single-shot success   {ChshGame.SingleShotSuccess(S):P2} of at most {ChshGame.SingleShotSuccess(Game.LargestS):P2}"),
        string.Create(
            CultureInfo.InvariantCulture,
            $"sign accuracy         {Game.SignAccuracy():P2} (sign of an expectation with a trained readout; needs no entanglement)"),
    ]);
}
