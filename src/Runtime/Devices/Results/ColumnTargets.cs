namespace CutAwareQnn.Runtime;

/// <summary>Which bit of an outcome each column of a table is.</summary>
internal static class ColumnTargets
{
    /// <summary>Places the columns of a table among a circuit's classical bits.</summary>
    /// <returns>A bit per column; -1 for a column that no bit keeps.</returns>
    /// <exception cref="ResultFileException">The table belongs to another circuit, or a measured bit has no column.</exception>
    public static int[] Of(OutcomeTable table, OutcomeCircuit circuit)
    {
        int[] targets = Located(table, circuit);
        int[] kept = [.. targets.Where(t => t >= 0)];
        if (kept.Distinct().Count() < kept.Length)
        {
            throw new ResultFileException(
                $"two columns of the result are one bit of circuit '{circuit.Name}'; give the circuit's own result");
        }

        if (circuit.WrittenBits.Except(kept).Select(b => (int?)b).FirstOrDefault() is { } missing
            && !table.MayLackHighQubits && !table.Columns.Any(c => c.Kind == ColumnKind.LowBit))
        {
            throw new ResultFileException(
                $"the result lacks bit {NameOf(circuit, missing)} of circuit '{circuit.Name}'; measure it in the same run");
        }

        return targets;
    }

    /// <summary>Places the columns of a table among its own registers, which go by name where their order is not recorded.</summary>
    public static int[] Own(OutcomeTable table)
    {
        if (table.Columns.Any(c => c.Kind == ColumnKind.EarlyMeasurement))
        {
            throw new ResultFileException("results of measurements in the middle of a circuit need the circuit; give --circuit");
        }

        int[] order = Order(table);
        int[] first = new int[table.Registers.Count];
        int next = 0;
        foreach (int register in order)
        {
            first[register] = next;
            next += table.Registers[register].Size;
        }

        return [.. table.Columns.Select(c => c.Kind == ColumnKind.Element ? first[c.Register] + c.Index : c.Index)];
    }

    /// <summary>The registers that <see cref="Own"/> counts through.</summary>
    public static IReadOnlyList<OutcomeRegister> OwnRegisters(OutcomeTable table) => table.Columns.Any(c => c.Kind == ColumnKind.Element)
        ? [.. Order(table).Select((r, i) => new OutcomeRegister(table.Registers[r].Name ?? $"register_{i}", table.Registers[r].Size))]
        : [new(table.Columns.Any(c => c.Kind == ColumnKind.Qubit) ? "qubits" : "bits", table.Columns.Count)];

    private static int[] Order(OutcomeTable table)
    {
        IEnumerable<int> registers = Enumerable.Range(0, table.Registers.Count);
        return [.. table.IsDeclaredOrder ? registers : registers.OrderBy(r => table.Registers[r].Name, StringComparer.Ordinal)];
    }

    private static int[] Located(OutcomeTable table, OutcomeCircuit circuit)
    {
        int count = table.Columns.Count;
        int[] written = circuit.WrittenBits;
        switch (table.Columns.Count == 0 ? ColumnKind.LowBit : table.Columns[0].Kind)
        {
            case ColumnKind.LowBit:
                return count <= circuit.BitCount ? [.. Enumerable.Range(0, count)] : throw Misfit(table, circuit);
            case ColumnKind.Bit:
                return count == circuit.BitCount ? [.. Enumerable.Range(0, count)]
                    : count == written.Length ? written
                    : throw Misfit(table, circuit);
            case ColumnKind.Element:
                int[] first = Registers(table, circuit);
                return [.. table.Columns.Select(c => first[c.Register] + c.Index)];
            default:
                return ByQubit(table, circuit);
        }
    }

    // Where each of the table's registers begins in an outcome.
    private static int[] Registers(OutcomeTable table, OutcomeCircuit circuit)
    {
        bool areNamed = table.Registers.All(r => r.Name is not null);
        if (!areNamed && table.Registers.Count != circuit.Registers.Count)
        {
            throw Misfit(table, circuit);
        }

        int[] indices = [.. table.Registers.Select((r, i) => areNamed ? circuit.IndexOf(r.Name!) : i)];
        for (int i = 0; i < indices.Length; i++)
        {
            TableRegister own = table.Registers[i];
            string name = ResultJson.Quote(own.Name ?? circuit.Registers[i].Name);
            if (indices[i] < 0)
            {
                throw new ResultFileException(
                    $"the result has a register '{name}' but circuit '{circuit.Name}' has {Named(circuit)}; give the circuit's own result");
            }

            int size = circuit.Registers[indices[i]].Size;
            if (own.HasSize ? own.Size != size : own.Size > size)
            {
                throw new ResultFileException(
                    $"register '{name}' has {own.Size} bits in the result and {size} in circuit '{circuit.Name}'; give the "
                    + "circuit's own result");
            }
        }

        return [.. indices.Select(circuit.FirstBit)];
    }

    private static int[] ByQubit(OutcomeTable table, OutcomeCircuit circuit)
    {
        var last = circuit.Measurements.GroupBy(m => m.Qubit).ToDictionary(g => g.Key, g => g.Last().Bit);
        int[] early = [.. EarlyBits(circuit)];
        int wires = table.Columns.Count(c => c.Kind == ColumnKind.Qubit);
        int earlyColumns = table.Columns.Count - wires;
        if (early.Length != earlyColumns)
        {
            throw new ResultFileException(earlyColumns == 0
                ? $"circuit '{circuit.Name}' measures a qubit more than once but the result goes by qubit, so earlier outcomes are lost; "
                    + "measure into classical bits"
                : $"the result has {earlyColumns} outcomes of measurements in the middle but circuit '{circuit.Name}' has {early.Length}");
        }

        // Histograms of numbers have no leading zeros; strings have all wires, or only those that are measured.
        int[] measured = [.. last.Keys.Order()];
        int qubits = circuit.Circuit.QubitCount;
        if (wires > qubits || (wires < qubits && wires != measured.Length && !table.MayLackHighQubits))
        {
            throw new ResultFileException(
                $"the result has {wires} qubits but circuit '{circuit.Name}' has {qubits}; give the circuit's own result");
        }

        bool isPacked = wires == measured.Length && wires < qubits && !table.MayLackHighQubits;
        return [.. table.Columns.Select(c => c.Kind == ColumnKind.EarlyMeasurement
            ? early[c.Index]
            : last.GetValueOrDefault(isPacked ? measured[c.Index] : c.Index, -1))];
    }

    // Bits of measurements after which the qubit is measured again.
    private static IEnumerable<int> EarlyBits(OutcomeCircuit circuit) => circuit.Measurements
        .Where((m, i) => circuit.Measurements.Skip(i + 1).Any(later => later.Qubit == m.Qubit))
        .Select(m => m.Bit);

    private static string NameOf(OutcomeCircuit circuit, int bit)
    {
        int register = 0;
        for (; bit >= circuit.Registers[register].Size; register++)
        {
            bit -= circuit.Registers[register].Size;
        }

        return $"{circuit.Registers[register].Name}[{bit}]";
    }

    private static string Named(OutcomeCircuit circuit) =>
        circuit.Registers.Count == 0 ? "none" : string.Join(", ", circuit.Registers.Select(r => $"{r.Name}[{r.Size}]"));

    private static ResultFileException Misfit(OutcomeTable table, OutcomeCircuit circuit) => new(
        $"the result has {table.Columns.Count} bits but circuit '{circuit.Name}' has {circuit.BitCount} ({Named(circuit)}); "
        + "give the circuit's own result");
}
