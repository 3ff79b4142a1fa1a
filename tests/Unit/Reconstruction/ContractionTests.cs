using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;
using CutAwareQnn.Lowering;
using CutAwareQnn.Reconstruction;
using Xunit;

namespace CutAwareQnn.Unit.Reconstruction;

/// <summary>Contractions of random networks of every shape against enumeration, and their environments against differences.</summary>
public sealed class ContractionTests
{
    /// <summary>Sums of some thousand products of numbers below 1, each rounded to 1e-16.</summary>
    private const double Rounding = 1e-11;

    private const int Orders = 5;

    private static readonly Dictionary<string, Func<int, RandomNetwork>> Shapes = new()
    {
        ["one node without legs"] = seed => new(seed, 1),
        ["two nodes"] = seed => new RandomNetwork(seed, 2).Join(0, 1),
        ["two nodes, cut backwards"] = seed => new RandomNetwork(seed, 2).Join(1, 0),
        ["two nodes, three edges"] = seed => new RandomNetwork(seed, 2).Join(0, 1).Join(1, 0).Join(0, 1),
        ["chain of five"] = seed => new RandomNetwork(seed, 5).Join(0, 1).Join(2, 1).Join(2, 3).Join(4, 3),
        ["star of four rays"] = seed => new RandomNetwork(seed, 5).Join(0, 1).Join(2, 0).Join(0, 3).Join(4, 0),
        ["ring of four"] = seed => new RandomNetwork(seed, 4).Join(0, 1).Join(1, 2).Join(2, 3).Join(3, 0),
        ["self-loop"] = seed => new RandomNetwork(seed, 1).Join(0, 0),
        ["two self-loops and an edge"] = seed => new RandomNetwork(seed, 2).Join(0, 0).Join(1, 0).Join(1, 1),
        ["self-loop on a ring"] = seed => new RandomNetwork(seed, 3).Join(0, 1).Join(1, 1).Join(1, 2).Join(2, 0),
        ["two parts and a lone node"] = seed => new RandomNetwork(seed, 5).Join(0, 2).Join(3, 1),
        ["all pairs of four"] = seed => new RandomNetwork(seed, 4).Join(0, 1).Join(0, 2).Join(3, 0).Join(1, 2).Join(1, 3).Join(3, 2),
    };

    public static TheoryData<string, int> Networks
    {
        get
        {
            var networks = new TheoryData<string, int>();
            foreach (string shape in Shapes.Keys)
            {
                for (int seed = 0; seed < 4; seed++)
                    networks.Add(shape, seed);
            }

            return networks;
        }
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void Value_InAnyOrder_IsTheSumOverEveryIndex(string shape, int seed)
    {
        RandomNetwork network = Shapes[shape](seed).Fill();
        double expected = network.Enumerate();
        for (int order = 0; order < Orders; order++)
            Assert.Equal(expected, Value(network, order), Rounding);
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void Environments_InAnyOrder_AreTheDifferencesThatEachEntryMakes(string shape, int seed)
    {
        // The value is linear in every entry, so a difference of any size is the derivative: here the entry raised by 1.
        RandomNetwork network = Shapes[shape](seed).Fill();
        double[][] tensors = network.Tensors;
        double value = network.Enumerate();
        double[] expected =
        [
            .. Enumerable.Range(0, network.NodeCount).SelectMany(node => Enumerable.Range(0, tensors[node].Length).Select(entry =>
            {
                tensors[node][entry] += 1;
                double raised = Value(network, 0);
                tensors[node][entry] -= 1;
                return raised - value;
            })),
        ];
        for (int order = 0; order < Orders; order++)
        {
            double[] environments = Environments(network, order);
            Assert.Equal(expected.Length, environments.Length);
            Assert.All(expected, (difference, i) => Assert.Equal(difference, environments[i], Rounding));
        }
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void Environments_DottedWithTheirTensor_AreTheValue(string shape, int seed)
    {
        RandomNetwork network = Shapes[shape](seed).Fill();
        double value = network.Enumerate();
        double[] environments = Environments(network, 1);
        int start = 0;
        foreach (double[] tensor in network.Tensors)
        {
            Assert.Equal(value, tensor.Select((t, i) => t * environments[start + i]).Sum(), Rounding);
            start += tensor.Length;
        }
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void BondEnvironments_InAnyOrder_AreTheDifferencesThatEachEntryMakes(string shape, int seed)
    {
        RandomNetwork network = Shapes[shape](seed).Fill();
        double value = network.Enumerate();
        double[] expected =
        [
            .. network.Bonds.SelectMany(bond => Enumerable.Range(0, bond.Length).Select(entry =>
            {
                bond[entry] += 1;
                double raised = Value(network, 0);
                bond[entry] -= 1;
                return raised - value;
            })),
        ];
        for (int order = 0; order < Orders; order++)
        {
            var contraction = new Contraction(network.InOrder(order));
            double[] environments = new double[contraction.TensorLength];
            double[] bonds = new double[contraction.BondLength];
            contraction.Environments(network.Flat, network.Bonds, new(contraction), environments, bonds);
            Assert.All(expected, (difference, i) => Assert.Equal(difference, bonds[i], Rounding));
        }
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void Contraction_UnderEveryLimitThatCanBeMet_IsTheSameInSlices(string shape, int seed)
    {
        RandomNetwork network = Shapes[shape](seed).Fill();
        var whole = new Contraction(network.InOrder(2));
        Numbers expected = Numbers.Of(whole, network);
        int slices = 1;
        for (double limit = whole.IntermediateLength; limit >= 0; limit = Math.Floor(limit * 0.75) - 1)
        {
            Contraction sliced;
            try
            {
                sliced = new(network.InOrder(2), limit);
            }
            catch (ReconstructionException error)
            {
                Assert.Contains("limit", error.Message, StringComparison.Ordinal);
                break;
            }

            Assert.InRange(sliced.IntermediateLength, 0, limit);
            Assert.InRange(sliced.SliceCount, slices, int.MaxValue);
            slices = sliced.SliceCount;
            expected.AssertEqual(Numbers.Of(sliced, network));
        }

        // A step that holds more than a number, its derivative and one product can be sliced.
        Assert.True(slices > 1 || whole.IntermediateLength <= Math.Max(1, 3 * (network.NodeCount - 1)));
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void SharedTerms_InAnyOrderAndInSlices_AreTheSumOfTheTermsOnTheirOwn(string shape, int seed)
    {
        var random = new Random(seed);
        RandomNetwork network = Shapes[shape](seed);
        int[] counts = [.. Enumerable.Range(0, network.NodeCount).Select(_ => 1 + random.Next(4))];
        double[][][] observables = [.. Enumerable.Range(0, 4).Select(_ => network.Fill().Tensors)];
        double[] tensors = [.. counts.SelectMany((count, f) => observables.Take(count).SelectMany(o => o[f]))];
        List<PlannedTerm> terms =
            [.. Enumerable.Range(0, 9).Select(_ => Term(counts.Select(c => random.Next(3) > 0 ? 0 : random.Next(c))))];
        terms.AddRange(
            counts.SelectMany((count, f) => Enumerable.Range(0, count).Select(o => Term(counts.Select((_, g) => f == g ? o : 0)))));
        PlannedTerm Term(IEnumerable<int> own) => new(random.NextDouble() - 0.5, own.ToEquatableArray());

        for (int order = 0; order < Orders; order++)
        {
            var single = new Contraction(network.InOrder(order));
            var shared = new Contraction(network.InOrder(order), terms);
            Numbers expected = Numbers.Zero(shared);
            foreach (PlannedTerm term in terms)
            {
                double[] own = [.. term.Observables.SelectMany((o, f) => observables[o][f])];
                expected.Add(term, Numbers.Of(single, own, network.Bonds), single, shared, counts);
            }

            expected.AssertEqual(Numbers.Of(shared, tensors, network.Bonds));
            for (double limit = shared.IntermediateLength / 2.0; limit > 50; limit /= 2)
            {
                try
                {
                    expected.AssertEqual(Numbers.Of(new(network.InOrder(order), terms, limit), tensors, network.Bonds));
                }
                catch (ReconstructionException)
                {
                    break;
                }
            }
        }
    }

    [Fact]
    public void Contraction_OfAnObservableOfLocalTerms_TakesTwoTensorsANode()
    {
        // A chain of 64, Z on each fragment: of every node the tensor without a term and that of all terms below it.
        const int Length = 64;
        var network = new RandomNetwork(1, Length);
        for (int f = 1; f < Length; f++)
            network.Join(f - 1, f);
        PlannedTerm[] terms = [.. Enumerable.Range(0, Length).Select(f => new PlannedTerm(
            1 + f, Enumerable.Range(0, Length).Select(g => f == g ? 1 : 0).ToEquatableArray()))];
        for (int order = 0; order < Orders; order++)
        {
            IReadOnlyList<SharedNode> nodes = TermSharing.Of(network.InOrder(order).Order, terms).Nodes;
            Assert.All(nodes.SkipLast(1), node => Assert.InRange(node.Tensors.Count, 1, 2));
            Assert.All(nodes, node => Assert.InRange(node.Products.Count, 1, 3));
            Assert.Single(nodes[^1].Tensors);
        }
    }

    [Fact]
    public void Workspace_UsedAgainForOtherTensors_KeepsNothing()
    {
        RandomNetwork network = Shapes["self-loop on a ring"](3).Fill();
        var contraction = new Contraction(network.InOrder(0));
        var used = new ContractionWorkspace(contraction);
        double[] environments = new double[contraction.TensorLength];
        double[] first = network.Flat;
        contraction.Environments(first, network.Bonds, used, environments);
        double[] second = network.Fill().Flat;
        var fresh = new ContractionWorkspace(contraction);
        double[] expected = new double[contraction.TensorLength];
        Assert.Equal(contraction.Value(second, network.Bonds, fresh), contraction.Value(second, network.Bonds, used));
        contraction.Environments(second, network.Bonds, fresh, expected);
        contraction.Environments(second, network.Bonds, used, environments);
        Assert.Equal(expected, environments);
    }

    [Fact]
    public void GreedyOrder_OfAChain_NeverHoldsMoreThanAMatrix()
    {
        // 24 fragments in a line, a CX cut between neighbours: each step at most 4·4·4 products, so the whole is linear in the length.
        const int Length = 24;
        Fragment[] chain =
        [
            .. Enumerable.Range(0, Length).Select(f => Fragment(
                f, [.. new[] { f - 1, f }.Where(cut => cut >= 0 && cut < Length - 1)])),
        ];
        ContractionOrder order = ContractionOrder.Greedy(chain);
        Assert.Equal(Length - 1, order.Steps.Count);
        Assert.InRange(order.Cost, 1, 64 * Length);
        AssertEveryNodeOnce(order, Length);
    }

    [Fact]
    public void GreedyOrder_OfPartsWithoutCuts_StillJoinsThemAll()
    {
        ContractionOrder order = ContractionOrder.Greedy([Fragment(0), Fragment(1, 0), Fragment(2), Fragment(3, 0), Fragment(4, 1, 1)]);
        AssertEveryNodeOnce(order, 5);
    }

    private static void AssertEveryNodeOnce(ContractionOrder order, int fragments)
    {
        var open = Enumerable.Range(0, fragments).ToHashSet();
        foreach (ContractionStep step in order.Steps)
        {
            Assert.True(open.Remove(step.Left) && open.Remove(step.Right), $"{step} takes a node that is gone");
            open.Add(fragments++);
        }

        Assert.Single(open);
    }

    private static Fragment Fragment(int index, params int[] cuts) => new(
        index,
        new CircuitBuilder(1).Build(),
        EquatableArray<int>.Of(index),
        cuts.Select(cut => new Leg(cut, EquatableArray<int>.Of(0), LegBasis.RankTwoGate)).ToEquatableArray(),
        EquatableArray<Slot>.Empty,
        EquatableArray<PauliString>.Of(PauliString.Parse("Z")));

    private static double Value(RandomNetwork network, int order)
    {
        var contraction = new Contraction(network.InOrder(order));
        return contraction.Value(network.Flat, network.Bonds, new(contraction));
    }

    private static double[] Environments(RandomNetwork network, int order)
    {
        var contraction = new Contraction(network.InOrder(order));
        var workspace = new ContractionWorkspace(contraction);
        double[] environments = new double[contraction.TensorLength];
        contraction.Environments(network.Flat, network.Bonds, workspace, environments);
        return environments;
    }

    private sealed record Numbers(double[] Value, double[] Environments, double[] Bonds)
    {
        public static Numbers Of(Contraction contraction, RandomNetwork network) => Of(contraction, network.Flat, network.Bonds);

        public static Numbers Of(Contraction contraction, double[] tensors, double[][] bonds)
        {
            Numbers numbers = Zero(contraction);
            var workspace = new ContractionWorkspace(contraction);
            numbers.Value[0] = contraction.Environments(tensors, bonds, workspace, numbers.Environments, numbers.Bonds);
            Assert.Equal(numbers.Value[0], contraction.Value(tensors, bonds, workspace));
            return numbers;
        }

        public static Numbers Zero(Contraction contraction) =>
            new(new double[1], new double[contraction.TensorLength], new double[contraction.BondLength]);

        public void Add(PlannedTerm term, Numbers own, Contraction single, Contraction shared, int[] counts)
        {
            Value[0] += term.Coefficient * own.Value[0];
            for (int b = 0; b < Bonds.Length; b++)
                Bonds[b] += term.Coefficient * own.Bonds[b];
            for (int f = 0; f < counts.Length; f++)
            {
                int length = single.TensorStart(f + 1) - single.TensorStart(f);
                for (int i = 0; i < length; i++)
                    Environments[shared.TensorStart(f) + (term.Observables[f] * length) + i] +=
                        term.Coefficient * own.Environments[single.TensorStart(f) + i];
            }
        }

        public void AssertEqual(Numbers other)
        {
            Assert.Equal(Value[0], other.Value[0], Rounding);
            Assert.All(Environments, (number, i) => Assert.Equal(number, other.Environments[i], Rounding));
            Assert.All(Bonds, (number, i) => Assert.Equal(number, other.Bonds[i], Rounding));
        }
    }
}
