using System.Globalization;
using System.Text.Json.Nodes;
using CutAwareQnn.Circuits;
using CutAwareQnn.Learning;

namespace CutAwareQnn.Experiments;

/// <summary>The capacity of a model or circuit.</summary>
internal sealed record CapacityDocument(
    string Model,
    int WeightCount,
    int OutcomeCount,
    OutcomeLabels Labels,
    int InputCount,
    string Inputs,
    int WeightSampleCount,
    int EffectiveParameters,
    double MeanTrace,
    double EffectiveDimension,
    double DataCount,
    double Gamma,
    ProcessorsDocument? Processors) : ICapacityDocument
{
    private static readonly double NaturalOfTen = Math.Log(10);

    public string ToJson()
    {
        var document = new JsonObject
        {
            ["model"] = Model,
            ["weights"] = WeightCount,
            ["outcomes"] = OutcomeCount,
            ["labels"] = LabelName,
            ["inputs"] = InputCount,
            ["inputs_source"] = Inputs,
            ["weight_samples"] = WeightSampleCount,
            ["effective_parameters"] = EffectiveParameters,
            ["mean_trace"] = MeanTrace,
            ["effective_dimension"] = EffectiveDimension,
            ["data_count"] = DataCount,
            ["effective_dimension_gamma"] = Gamma,
        };
        if (Processors is { } processors)
        {
            document["bits_per_sample"] = processors.Price.Bits;
            document["rounds"] = processors.Price.Rounds;
            document["ebits_per_sample"] = processors.Price.Ebits;
            document["log10_gamma"] = processors.Price.LogGamma / NaturalOfTen;
            document["log10_gamma_joint"] = processors.Price.LogJointGamma / NaturalOfTen;
            document["processor_concurrence"] = processors.Concurrence;
            document["decision_rank"] = processors.Decisions.Rank;
            document["decision_singular_values"] = new JsonArray([.. processors.Decisions.SingularValues.Select(s => JsonValue.Create(s))]);
        }

        return document.ToJsonString(ReadableJson.Options);
    }

    public string ToText()
    {
        CultureInfo culture = CultureInfo.InvariantCulture;
        List<string> lines =
        [
            string.Create(culture, $"{Model}: {Counted.Of(WeightCount, "weight")}, {Counted.Of(OutcomeCount, "outcome")}"),
            string.Create(
                culture,
                $"effective parameters  {EffectiveParameters} ({LabelName}, {Counted.Of(InputCount, "input")}, {Inputs}; largest rank of "
                + $"{WeightSampleCount} draws of the weights)"),
            string.Create(culture, $"effective dimension   {EffectiveDimension:F3} at {DataCount} data, gamma {Gamma}"),
            string.Create(culture, $"mean Fisher trace     {MeanTrace:G6} per radian squared"),
        ];
        if (Processors is { } processors)
        {
            lines.Add(
                string.Create(
                    culture,
                    $"exchanged per sample  {Counted.Of(processors.Price.Bits, "bit")} in {Counted.Of(processors.Price.Rounds, "round")}, "
                    + $"{processors.Price.Ebits} ebits; concurrence between the processors {processors.Concurrence:F4}"));
            lines.Add(
                string.Create(
                    culture,
                    $"emulated by cutting   gamma 10^{processors.Price.LogGamma / NaturalOfTen:F2}, jointly "
                    + $"10^{processors.Price.LogJointGamma / NaturalOfTen:F2}"));
            lines.Add(
                string.Create(
                    culture,
                    $"decision matrix       rank {processors.Decisions.Rank} of {processors.Decisions.SingularValues.Count}; "
                    + $"singular values "
                    + $"{string.Join(", ", processors.Decisions.SingularValues.Take(6).Select(s => s.ToString("G4", culture)))}"));
        }

        return string.Join(Environment.NewLine, lines);
    }

    private string LabelName => Labels == OutcomeLabels.Parity ? "parity" : "outcomes";
}
