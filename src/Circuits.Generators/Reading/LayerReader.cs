using Microsoft.CodeAnalysis;

namespace CutAwareQnn.Circuits.Generators.Reading;

/// <summary>Reads the layers of a class from its attributes, in order.</summary>
internal sealed class LayerReader
{
    private const string Room = "CutAwareQnn.Circuits.";

    private readonly int _qubitCount;
    private readonly List<Place> _places;
    private readonly List<Finding> _findings;
    private readonly List<DeclaredLayer> _layers = [];

    // Repetitions that wait for their two layers.
    private readonly List<(DataReuploadingAttribute Attribute, WrittenAttribute Written, string Place, int First)> _open = [];

    /// <summary>Prepares the reading of one class.</summary>
    /// <param name="qubitCount">The declared number of qubits; layers are not tried if it is not sensible.</param>
    /// <param name="places">Receives where the layers are written.</param>
    /// <param name="findings">Receives what is wrong with them.</param>
    public LayerReader(int qubitCount, List<Place> places, List<Finding> findings)
    {
        _qubitCount = qubitCount;
        _places = places;
        _findings = findings;
    }

    /// <summary>Whether any attribute was a layer, valid or not.</summary>
    public bool HasLayers { get; private set; }

    /// <summary>Whether a layer's arguments do not compile; the compiler reports it itself.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>Reads an attribute if it is a layer.</summary>
    public void Read(AttributeData attribute)
    {
        bool isReuploading = attribute.AttributeClass?.ToDisplayString() == Room + nameof(DataReuploadingAttribute);
        if (!isReuploading && !IsLayer(attribute.AttributeClass))
        {
            return;
        }

        HasLayers = true;
        string place = $"layer {_places.Count}";
        _places.Add(Place.Of(place, DeclarationReader.Whole(attribute)));
        if (WrittenAttribute.Of(attribute) is not { } written)
        {
            bool isOwn = attribute.AttributeClass?.ContainingAssembly?.Name is "CutAwareQnn.Core"
                || attribute.AttributeClass?.TypeKind == TypeKind.Error;
            IsBroken |= isOwn;
            if (!isOwn)
            {
                _findings.Add(Finding.Of("CUTQ103", place, attribute.AttributeClass!.Name));
            }
        }
        else if (written.Make() is DataReuploadingAttribute reuploading)
        {
            _places[_places.Count - 1] = Place.Of(place, DeclarationReader.Argument(attribute, 0, null));
            _open.Add((reuploading, written, place, _layers.Count));
        }
        else if (written.Make() is OpenQasmAttribute program && (program.Program is null || program.File is not null))
        {
            ReadFile(attribute, program, place);
        }
        else
        {
            Try(attribute, written, place);
        }
    }

    /// <summary>Returns the layers, once all attributes are read.</summary>
    public EquatableArray<DeclaredLayer> Complete()
    {
        foreach ((_, _, string place, _) in _open)
        {
            _findings.Add(Finding.Of("CUTQ106", place));
        }

        return _layers.ToEquatableArray();
    }

    private static bool IsLayer(INamedTypeSymbol? type)
    {
        for (INamedTypeSymbol? ancestor = type?.BaseType; ancestor is not null; ancestor = ancestor.BaseType)
        {
            if (ancestor.ToDisplayString() == Room + nameof(LayerAttribute))
            {
                return true;
            }
        }

        return false;
    }

    private void ReadFile(AttributeData attribute, OpenQasmAttribute program, string place)
    {
        if (program.Program is null == program.File is null)
        {
            _findings.Add(Finding.Of("CUTQ105", place));
            return;
        }

        _places[_places.Count - 1] = Place.Of(place, DeclarationReader.Argument(attribute, 0, nameof(OpenQasmAttribute.File)));
        Add(new(null, "", program.File, place));
    }

    private void Try(AttributeData attribute, WrittenAttribute written, string place)
    {
        Layer? layer = null;
        if (CircuitRules.Fault(() => layer = Fitting(written.Make(), _qubitCount)) is { } fault)
        {
            _places[_places.Count - 1] = Place.Of(place, AtFault(attribute, written));
            _findings.Add(Finding.Of("CUTQ102", place, fault));

            // Its place among the layers is kept, so that a repetition in front of it is not reported too.
            layer = new WrittenProgram("");
        }

        Add(new(layer, written.Text + ".Layer", null, place));
    }

    // The setting without which the layer is valid; else the only argument; else the attribute.
    private Location AtFault(AttributeData attribute, WrittenAttribute written)
    {
        foreach (string setting in written.Named)
        {
            if (CircuitRules.Fault(() => Fitting(written.Make(setting), _qubitCount)) is null)
            {
                return DeclarationReader.Argument(attribute, 0, setting);
            }
        }

        return DeclarationReader.OnlyArgument(attribute);
    }

    private static Layer Fitting(Attribute attribute, int qubitCount)
    {
        Layer layer = ((LayerAttribute)attribute).Layer;
        return qubitCount is < 1 or > DeclarationReader.MaxQubitCount ? layer : CircuitRules.Fitting(layer, qubitCount);
    }

    private void Add(DeclaredLayer layer)
    {
        _layers.Add(layer);
        while (_open.Count > 0 && _layers.Count == _open[_open.Count - 1].First + 2)
        {
            (DataReuploadingAttribute reuploading, WrittenAttribute written, string place, int first) = _open[_open.Count - 1];
            _open.RemoveAt(_open.Count - 1);
            DeclaredLayer map = _layers[first];
            DeclaredLayer ansatz = _layers[first + 1];
            if (map.Layer is null || ansatz.Layer is null)
            {
                _findings.Add(Finding.Of("CUTQ106", place));
                continue;
            }

            Layer? joint = null;
            string? fault = CircuitRules.Fault(() => joint = reuploading.Of(map.Layer, ansatz.Layer));
            if (fault is null && !_findings.Any(f => f.Place == map.Place || f.Place == ansatz.Place))
            {
                fault = CircuitRules.Fault(() => CircuitRules.Fitting(joint!, Math.Max(1, _qubitCount)));
            }

            if (fault is not null)
            {
                _findings.Add(Finding.Of("CUTQ102", place, fault));
            }

            _layers.RemoveRange(first, 2);
            _layers.Add(new(joint ?? map.Layer, $"{written.Text}.Of({map.Text}, {ansatz.Text})", null, place));
        }
    }
}
