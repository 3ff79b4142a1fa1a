using System.Numerics;

namespace CutAwareQnn.Simulation;

/// <summary>A loop with the numbers of its operations for one query.</summary>
internal sealed class BoundLoop
{
    private readonly TileOperation[] _operations;
    private readonly TileShape _shape;

    // [operation][choice].
    private readonly double[][][] _numbers;
    private readonly double[][][] _inverses;

    // [operation]: where the transitions of its choices begin; -1 without slots.
    private readonly int[] _transitions;

    // [ket][operation].
    private readonly int[][] _choices;

    /// <summary>Computes the numbers.</summary>
    /// <param name="loop">The loop.</param>
    /// <param name="ketCount">Kets of the circuit.</param>
    /// <param name="angles">The bound angles of the circuit.</param>
    /// <param name="isBackward">Whether the operations are also undone.</param>
    public BoundLoop(TileLoop loop, int ketCount, ReadOnlySpan<double> angles, bool isBackward)
    {
        Loop = loop;
        _operations = loop.Operations;
        _shape = loop.Shape;
        _numbers = new double[_operations.Length][][];
        _inverses = new double[_operations.Length][][];
        _transitions = new int[_operations.Length];
        for (int o = 0; o < _operations.Length; o++)
        {
            TileOperation operation = _operations[o];
            Complex[] matrix = new Complex[operation.Placed.EntryCount];
            _numbers[o] = new double[operation.ChoiceCount][];
            _inverses[o] = new double[operation.ChoiceCount][];
            for (int choice = 0; choice < operation.ChoiceCount; choice++)
            {
                operation.Matrix(choice, angles, matrix);
                operation.Placed.Spread(matrix, _numbers[o][choice] = new double[operation.Placed.CoefficientCount]);
                if (isBackward)
                {
                    operation.Placed.SpreadInverse(matrix, _inverses[o][choice] = new double[operation.Placed.InverseCount]);
                }
            }

            _transitions[o] = operation.HasSlots ? TransitionCount : -1;
            TransitionCount += operation.HasSlots ? operation.ChoiceCount * operation.Placed.EntryCount : 0;
        }

        _choices = [.. Enumerable.Range(0, ketCount).Select(ket => Array.ConvertAll(_operations, operation => operation.Choose(ket)))];
    }

    /// <summary>The loop.</summary>
    public TileLoop Loop { get; }

    /// <summary>Entries of the transition matrices of all operations with slots.</summary>
    public int TransitionCount { get; }

    /// <summary>Applies the operations to a tile.</summary>
    /// <param name="ket">The ket.</param>
    /// <param name="first">The tile's first index in the state.</param>
    /// <param name="tile">The amplitudes, as many as after the loop.</param>
    public void Apply(int ket, int first, Amplitudes tile)
    {
        int bits = _shape.BitsBefore;
        for (int o = 0; o < _operations.Length; o++)
        {
            PlacedOperation placed = _operations[o].Placed;
            bits += placed.EnteringCount;
            Amplitudes own = tile.First(bits);
            placed.Apply(own.Re, own.Im, first, _numbers[o][_choices[ket][o]]);
        }
    }

    /// <summary>Undoes the operations on a tile of a ket and of its adjoint.</summary>
    /// <param name="ket">The ket.</param>
    /// <param name="first">The tile's first index in the state.</param>
    /// <param name="tile">The ket's amplitudes.</param>
    /// <param name="adjoint">The adjoint's amplitudes.</param>
    /// <param name="transitions">Receives what is added to <see cref="TransitionCount"/> entries.</param>
    public void Undo(int ket, int first, Amplitudes tile, Amplitudes adjoint, Span<Complex> transitions)
    {
        int bits = _shape.Bits;
        for (int o = _operations.Length - 1; o >= 0; o--)
        {
            PlacedOperation placed = _operations[o].Placed;
            int choice = _choices[ket][o];
            Amplitudes own = tile.First(bits), bra = adjoint.First(bits);
            placed.Undo(own.Re, own.Im, first, _inverses[o][choice]);
            if (_transitions[o] >= 0)
            {
                placed.AddTransition(
                    bra.Re, bra.Im, own.Re, own.Im, first,
                    transitions.Slice(_transitions[o] + (choice * placed.EntryCount), placed.EntryCount));
            }

            placed.Undo(bra.Re, bra.Im, first, _inverses[o][choice]);
            bits -= placed.EnteringCount;
        }
    }

    /// <summary>Adds the derivatives by the slots.</summary>
    /// <param name="angles">The bound angles of the circuit.</param>
    /// <param name="chain">The derivatives of angles by slots.</param>
    /// <param name="transitions">The transition matrices; used up.</param>
    /// <param name="gradient">By slot, per radian.</param>
    public void AddGradient(ReadOnlySpan<double> angles, ReadOnlySpan<double> chain, Span<Complex> transitions, Span<double> gradient)
    {
        for (int o = 0; o < _operations.Length; o++)
        {
            int count = _operations[o].Placed.EntryCount;
            for (int choice = 0; _transitions[o] >= 0 && choice < _operations[o].ChoiceCount; choice++)
            {
                _operations[o].AddGradient(choice, angles, chain, transitions.Slice(_transitions[o] + (choice * count), count), gradient);
            }
        }
    }
}
