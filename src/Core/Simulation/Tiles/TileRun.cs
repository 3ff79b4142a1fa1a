using System.Numerics;

namespace CutAwareQnn.Simulation;

/// <summary>One query's way through the loops of a circuit: forward, and backward with adjoints.</summary>
/// <remarks>
/// Tiles are dealt to a fixed number of shares, whatever the number of threads; sums are taken per share and then in the order of the
/// shares, so that results do not depend on the threads.
/// </remarks>
internal sealed class TileRun
{
    private const int MaxShares = 16;

    private readonly TileCircuit _circuit;
    private readonly TileMemory _memory;
    private readonly ITileThreads _threads;
    private readonly double[] _angles;
    private readonly BoundLoop[] _loops;
    private readonly TileState?[] _kets;
    private readonly TileState?[] _adjoints;

    /// <summary>Binds a circuit and applies all loops but one whose result need not be stored.</summary>
    /// <param name="circuit">The circuit.</param>
    /// <param name="slots">The bound slots in radians.</param>
    /// <param name="isBackward">Whether a backward pass follows.</param>
    /// <param name="memory">Where states come from.</param>
    /// <param name="threads">The threads that share the tiles.</param>
    public TileRun(TileCircuit circuit, ReadOnlySpan<double> slots, bool isBackward, TileMemory memory, ITileThreads threads)
    {
        _circuit = circuit;
        _memory = memory;
        _threads = threads;
        _angles = circuit.Angles(slots);
        int ketCount = circuit.Layout.KetCount;
        _loops = [.. circuit.Loops.Select(loop => new BoundLoop(loop, ketCount, _angles, isBackward))];
        _kets = new TileState?[ketCount];
        _adjoints = new TileState?[ketCount];
        _kets[0] = memory.RentState();
        Amplitudes start = _kets[0]!.All.First(Lanes.LogCount);
        start.Clear();
        start.Re[0] = 1;
        for (int loop = 0; loop < circuit.StoredLoopCount; loop++)
        {
            Advance(loop);
        }
    }

    private bool IsLastMade => _circuit.StoredLoopCount < _loops.Length;

    /// <summary>Adds ⟨ψ_j|P|ψ_i⟩ of all strings P for j ≤ i.</summary>
    /// <param name="gram">Receives [string][j][i].</param>
    public void AddGram(Span<Complex> gram)
    {
        TileShape shape = _circuit.Shape;
        int ketCount = _kets.Length;
        Complex[][] sums = Share(shape, gram.Length, (first, scratch, sum) =>
        {
            MakeLast(first, scratch);
            foreach (TileReading reading in _circuit.Readings)
            {
                for (int j = 0; j < ketCount; j++)
                {
                    for (int i = j; i < ketCount; i++)
                    {
                        reading.AddBrackets(
                            Last(scratch, j, first ^ reading.OutsideX), Last(scratch, i, first), first, scratch.Family,
                            sum.AsSpan((j * ketCount) + i), ketCount * ketCount);
                    }
                }
            }
        });
        Fold(sums, gram);
    }

    /// <summary>Sweeps backward from the adjoints <c>λ_i = Σ conj(W[P, j, i]) P ψ_j</c>; the states are used up.</summary>
    /// <param name="weights">W: [string][j][i].</param>
    /// <param name="chain">The derivatives of angles by slots.</param>
    /// <param name="gradient">Receives what is added by slot, per radian.</param>
    public void Sweep(Complex[] weights, ReadOnlySpan<double> chain, Span<double> gradient)
    {
        if (!IsLastMade)
        {
            Seed(weights);
        }

        for (int loop = _loops.Length - 1; loop >= 0; loop--)
        {
            bool isMade = loop == _circuit.StoredLoopCount;
            Complex[][] sums = Retreat(loop, isMade ? weights : null);
            Complex[] transitions = new Complex[_loops[loop].TransitionCount];
            Fold(sums, transitions);
            _loops[loop].AddGradient(_angles, chain, transitions, gradient);
        }
    }

    /// <summary>Gives all states back.</summary>
    public void Release()
    {
        foreach (TileState? state in _kets.Concat(_adjoints))
        {
            if (state is not null)
            {
                _memory.Return(state);
            }
        }
    }

    private static Amplitudes Part(TileState state, int first, int bits) =>
        new(state.All.Re.Slice(first, 1 << bits), state.All.Im.Slice(first, 1 << bits));

    private static void Fold(Complex[][] sums, Span<Complex> total)
    {
        foreach (Complex[] sum in sums)
        {
            for (int i = 0; i < total.Length; i++)
            {
                total[i] += sum[i];
            }
        }
    }

    private void Advance(int loop)
    {
        TileShape shape = _loops[loop].Loop.Shape;
        int[] kets = _circuit.KetsAfter[loop];
        foreach (int ket in kets)
        {
            _kets[ket] ??= _memory.RentState();
        }

        Share(shape, 0, (first, scratch, _) =>
        {
            // A ket is stored over the one that it comes from, so the others of that one are made first.
            Amplitudes made = scratch.Rent().First(shape.Bits);
            for (int k = kets.Length - 1; k >= 0; k--)
            {
                Make(loop, kets[k], first, made);
                shape.Store(made, first, _kets[kets[k]]!.All);
            }
        });
    }

    // The tile of a ket after a loop, from the states stored before it.
    private void Make(int loop, int ket, int first, Amplitudes tile)
    {
        TileShape shape = _loops[loop].Loop.Shape;
        shape.Load(_kets[_circuit.Before(_loops[loop].Loop, ket)]!.All, first, tile.First(shape.BitsBefore));
        _loops[loop].Apply(ket, first, tile);
    }

    // The final tiles of all kets, where they are not stored.
    private void MakeLast(int first, TileScratch scratch)
    {
        for (int ket = 0; IsLastMade && ket < _kets.Length; ket++)
        {
            Make(_loops.Length - 1, ket, first, scratch.Rent().First(_circuit.Shape.Bits));
        }
    }

    private Amplitudes Last(TileScratch scratch, int ket, int first) => IsLastMade
        ? scratch.Rented(ket).First(_circuit.Shape.Bits)
        : Part(_kets[ket]!, first, _circuit.Shape.Bits);

    private void Seed(Complex[] weights)
    {
        for (int ket = 0; ket < _kets.Length; ket++)
        {
            _adjoints[ket] = _memory.RentState();
        }

        Share(_circuit.Shape, 0, (first, scratch, _) =>
        {
            for (int ket = 0; ket < _kets.Length; ket++)
            {
                AddAdjoint(ket, first, weights, Part(_adjoints[ket]!, first, _circuit.Shape.Bits), scratch);
            }
        });
    }

    private void AddAdjoint(int ket, int first, Complex[] weights, Amplitudes adjoint, TileScratch scratch)
    {
        adjoint.Clear();
        foreach (TileReading reading in _circuit.Readings)
        {
            int from = first ^ reading.OutsideX;
            for (int j = 0; j < _kets.Length; j++)
            {
                reading.AddAdjoint(
                    adjoint,
                    weights.AsSpan((j * _kets.Length) + ket),
                    _kets.Length * _kets.Length,
                    Last(scratch, j, from),
                    from,
                    scratch.Family);
            }
        }
    }

    // Undoes a loop: the kets that part in it merge again, their adjoints add. With weights its tiles are made and seeded first.
    private Complex[][] Retreat(int loop, Complex[]? weights)
    {
        BoundLoop bound = _loops[loop];
        TileShape shape = bound.Loop.Shape;
        int[] kets = _circuit.KetsAfter[loop];
        int[] before = [.. kets.Where(ket => _circuit.Before(bound.Loop, ket) == ket)];
        int[] merged = Array.ConvertAll(kets, ket => Array.IndexOf(kets, _circuit.Before(bound.Loop, ket)));
        foreach (int ket in before)
        {
            _adjoints[ket] ??= _memory.RentState();
        }

        Complex[][] sums = Share(shape, bound.TransitionCount, (first, scratch, sum) =>
        {
            // The tiles of the kets, then those of their adjoints.
            if (weights is not null)
            {
                MakeLast(first, scratch);
            }

            for (int k = 0; weights is null && k < kets.Length; k++)
            {
                shape.Load(_kets[kets[k]]!.All, first, scratch.Rent().First(shape.Bits));
            }

            for (int k = 0; k < kets.Length; k++)
            {
                Amplitudes adjoint = scratch.Rent().First(shape.Bits);
                if (weights is not null)
                {
                    AddAdjoint(kets[k], first, weights, adjoint, scratch);
                }
                else
                {
                    shape.Load(_adjoints[kets[k]]!.All, first, adjoint);
                }
            }

            for (int k = 0; k < kets.Length; k++)
            {
                bound.Undo(kets[k], first, scratch.Rented(k), scratch.Rented(kets.Length + k), sum);
            }

            for (int k = 0; k < kets.Length; k++)
            {
                if (merged[k] != k)
                {
                    Amplitudes total = scratch.Rented(kets.Length + merged[k]);
                    total.First(shape.BitsBefore).Add(scratch.Rented(kets.Length + k).First(shape.BitsBefore));
                }
            }

            foreach (int ket in before)
            {
                int k = Array.IndexOf(kets, ket);
                shape.Store(scratch.Rented(kets.Length + k).First(shape.BitsBefore), first, _adjoints[ket]!.All);
                if (weights is null)
                {
                    shape.Store(scratch.Rented(k).First(shape.BitsBefore), first, _kets[ket]!.All);
                }
            }
        });
        foreach (int ket in kets.Except(before))
        {
            Return(ref _kets[ket]);
            Return(ref _adjoints[ket]);
        }

        return sums;
    }

    private void Return(ref TileState? state)
    {
        if (state is not null)
        {
            _memory.Return(state);
            state = null;
        }
    }

    // Calls the work with the first index of every tile, scratch of its thread and the sums of its share.
    private Complex[][] Share(TileShape shape, int sumLength, Action<int, TileScratch, Complex[]> work)
    {
        int shares = Math.Min(MaxShares, shape.Count);
        var sums = new Complex[shares][];
        _threads.Run(thread =>
        {
            TileScratch scratch = _memory.RentScratch();
            for (int share = shares * thread / _threads.Count; share < shares * (thread + 1) / _threads.Count; share++)
            {
                sums[share] = new Complex[sumLength];
                for (int tile = shape.Count / shares * share; tile < shape.Count / shares * (share + 1); tile++)
                {
                    scratch.Clear();
                    work(shape.First(tile), scratch, sums[share]);
                }
            }

            _memory.Return(scratch);
        });
        return sums;
    }
}
