using System.Globalization;
using CutAwareQnn.Circuits;

namespace CutAwareQnn.Simulation;

/// <summary>
/// Everything about running a circuit that does not depend on its parameters: kernels are chosen and constant gates computed once,
/// and <see cref="Bind"/> computes the others.
/// </summary>
public sealed class CircuitBinder
{
    private readonly GateOperation?[] _constant;
    private readonly PlacedOperation?[] _placed;
    private readonly AngleBinding _angles;
    private readonly int[] _symbolic;

    /// <summary>Prepares a circuit.</summary>
    /// <exception cref="CircuitException">The circuit has more qubits than a state vector can hold.</exception>
    public CircuitBinder(Circuit circuit)
    {
        if (circuit.QubitCount > StateVector.MaxQubits)
        {
            throw new CircuitException(
                $"a circuit of {Counted.Of(circuit.QubitCount, "qubit")} was given to the state-vector simulator, "
                + $"which holds at most {StateVector.MaxQubits}; cut it into smaller fragments");
        }

        Circuit = circuit;
        _constant = new GateOperation?[circuit.Instructions.Count];
        _placed = new PlacedOperation?[circuit.Instructions.Count];
        List<int> symbolic = [];
        for (int i = 0; i < _constant.Length; i++)
        {
            if (circuit.Instructions[i].Unconditional() is GateInstruction gate)
            {
                if (gate.Angles.All(a => a.IsConstant))
                {
                    _constant[i] = GateOperation.Of(gate.Gate, [.. gate.Angles.Select(a => a.Constant)], gate.Targets);
                }
                else
                {
                    symbolic.Add(i);
                    _placed[i] = PlacedOperation.OnState(GateShape.Of(gate.Gate), gate.Targets);
                }
            }
        }

        _symbolic = [.. symbolic];
        _angles = new(symbolic.SelectMany(i => Gate(i).Angles));
    }

    /// <summary>The circuit.</summary>
    public Circuit Circuit { get; }

    /// <summary>Binds the circuit's symbols.</summary>
    /// <param name="features">One finite number per feature.</param>
    /// <param name="weights">One finite number per weight.</param>
    /// <exception cref="CircuitException">A count differs from the circuit's, or a value is not finite.</exception>
    public BoundCircuit Bind(ReadOnlySpan<double> features, ReadOnlySpan<double> weights)
    {
        Check(features, Circuit.FeatureCount, "feature");
        Check(weights, Circuit.WeightCount, "weight");
        double[] values = new double[_angles.Count];
        _angles.Bind(features, weights, values);
        GateOperation?[] operations = [.. _constant];
        var angles = new double[]?[operations.Length];
        int first = 0;
        foreach (int i in _symbolic)
        {
            GateInstruction gate = Gate(i);
            double[] own = values[first..(first += gate.Angles.Count)];
            angles[i] = own;
            operations[i] = GateOperation.Of(_placed[i]!, GateShape.Of(gate.Gate), gate.Gate, own);
        }

        return new(Circuit, operations, angles);
    }

    private GateInstruction Gate(int instruction) => (GateInstruction)Circuit.Instructions[instruction].Unconditional();

    /// <summary>Checks a circuit's inputs.</summary>
    /// <exception cref="CircuitException">The count is wrong, or a value is not finite.</exception>
    internal static void Check(ReadOnlySpan<double> values, int count, string what)
    {
        if (values.Length != count)
        {
            throw new CircuitException(
                $"{values.Length} {what}s were given but the circuit has {count}; give one finite number a {what}");
        }

        for (int i = 0; i < values.Length; i++)
        {
            if (!double.IsFinite(values[i]))
            {
                throw new CircuitException(string.Format(
                    CultureInfo.InvariantCulture,
                    "{0} {1} of {2} is {3}; give one finite number a {0}", what, i, count, values[i]));
            }
        }
    }
}
