using System.Text.Json;
using CutAwareQnn.Circuits;
using CutAwareQnn.Estimation;
using CutAwareQnn.Learning;
using CutAwareQnn.Unit.Cutting;
using CutAwareQnn.Unit.Simulation;
using Xunit;

namespace CutAwareQnn.Unit.Learning;

/// <summary>Training divided among nodes: against one node, against stored runs, and against the rules that a scheme states.</summary>
public sealed class ParallelTrainingTests
{
    private static readonly IReadOnlyList<LabelledSample> Iris20 =
        [.. DataSplit.Stratified(Iris.Load("versicolor", "virginica"), 0.8, 1).Scaled().Train.Take(20)];

    public static TheoryData<string> Schemes =>
        ["all-reduce", "server:staleness=0", "server:staleness=3", "local:steps=1", "local:steps=3"];

    [Theory]
    [InlineData("all-reduce", 2)]
    [InlineData("all-reduce", 3)]
    [InlineData("all-reduce", 7)]
    [InlineData("all-reduce", 20)]
    [InlineData("local:steps=1", 2)]
    [InlineData("local:steps=1", 5)]
    public void WholeShards_GiveTheGradientOfAllSamples(string scheme, int nodeCount)
    {
        // Local steps are a step on all samples only for plain gradient descent; 3 and 7 nodes have shards of two sizes.
        Optimiser optimiser = scheme == "all-reduce" ? new Adam(0.1) : new GradientDescent(0.2);
        var settings = new TrainingSettings(8, 20, optimiser, Loss.MeanSquared, GradientMethod.Adjoint, 3);
        var estimator = new CutEstimator(StudyCircuit.Plan("AABB"), new(ShotBudget.Exact));
        TrainingState single = Trainer.Run(new(StoredTraining.Model, Iris20, settings), estimator);
        ParallelState state =
            ParallelTrainer.Run(new(StoredTraining.Model, Iris20, settings, nodeCount, SyncScheme.Parse(scheme)), estimator);
        Assert.Equal(8, state.Version);
        Assert.Equal(2 * 8 * nodeCount, state.MessageCount);
        Assert.All(single.Weights, (w, i) => Assert.Equal(w, state.Weights[i], 1e-12));
        Assert.All(state.Nodes, n => Assert.Equal(state.Weights, n.Training.Weights));
    }

    [Theory]
    [MemberData(nameof(Schemes))]
    public void OneNode_IsThePlainTrainer_BitForBit(string scheme)
    {
        var settings = new TrainingSettings(3, 6, new Adam(0.1), Loss.Logistic, GradientMethod.ParameterShift, 5)
        {
            Schedule = LearningSchedule.Cosine,
        };
        var estimator = new CutEstimator(StudyCircuit.Plan("AABC"), new(ShotBudget.Each(64), Seed: 5));
        TrainingState plain = Trainer.Run(new(StoredTraining.Model, Iris20, settings), estimator);
        ParallelState state = ParallelTrainer.Run(new(StoredTraining.Model, Iris20, settings, 1, SyncScheme.Parse(scheme)), estimator);
        Assert.Equal(plain.Weights, state.Weights);
        Assert.Equal(plain.NextQuery, state.Nodes[0].Training.NextQuery);
        Assert.Equal(plain.EpochLoss, state.Nodes[0].Training.EpochLoss);
    }

    [Theory]
    [InlineData("Q2_W1_T5", 2, 1, 5)]
    [InlineData("Q3_W1_T5", 3, 1, 5)]
    [InlineData("Q2_W2_T3", 2, 2, 3)]
    [InlineData("Q3_W5_T2", 3, 5, 2)]
    public void LocalSteps_AreTheStoredRunsOfQudio(string name, int nodeCount, int localSteps, int rounds)
    {
        var settings = new TrainingSettings(
            localSteps * rounds, 6, new GradientDescent(StoredTraining.LearningRate), Loss.MeanSquared, GradientMethod.Adjoint, 1);
        var training = new ParallelTraining(StoredTraining.Model, StoredTraining.Samples, settings, nodeCount, new LocalSteps(localSteps));
        ParallelState state =
            ParallelTrainer.Run(training, StoredTraining.Exact, from: From(training.Start(), StoredTraining.FirstWeights));
        JsonElement expected = StoredTraining.Json.GetProperty("qudio").GetProperty("result").GetProperty(name);
        Assert.All(ReferenceCircuits.Numbers(expected), (w, i) => Assert.Equal(w, state.Weights[i], 1e-12));
    }

    [Theory]
    [InlineData("all-reduce")]
    [InlineData("local:steps=3")]
    public void WhereAllWaitForAll_TheOrderOfArrival_DoesNotChangeABit(string scheme)
    {
        ParallelTraining training = Small(4, SyncScheme.Parse(scheme));
        double[] first = ParallelTrainer.Run(training, StoredTraining.Exact).Weights;
        Assert.Equal(first, ParallelTrainer.Run(training, StoredTraining.Exact, working => working.Count - 1).Weights);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void NoGradient_IsOlderThanTheBound_WhateverTheOrderOfArrival(int bound)
    {
        var random = new Random(7);
        foreach (int nodeCount in new[] { 1, 2, 3, 5, 8 })
        {
            // The newest first makes the oldest as old as can be.
            foreach (Func<IReadOnlyList<NodeTask>, int> order in new Func<IReadOnlyList<NodeTask>, int>[]
            {
                working => working.Count - 1, working => random.Next(working.Count), working => random.Next(working.Count),
            })
            {
                int most = 0;
                ParallelState state = ParallelTrainer.Run(Small(nodeCount, new ParameterServer(bound)), StoredTraining.Exact, working =>
                {
                    most = Math.Max(most, working.Count);
                    return order(working);
                });
                Assert.InRange(state.LargestStaleness, 0, bound);
                Assert.Equal(Math.Min(nodeCount, bound + 1), most);
                Assert.All(state.Nodes, n => Assert.Equal(4, n.Training.Epoch));
            }
        }
    }

    [Fact]
    public void AServerOfOneNodeAtATime_TakesTheNodesInTurn()
    {
        List<int> order = [];
        ParallelTrainer.Run(Small(4, new ParameterServer(0)), StoredTraining.Exact, working =>
        {
            order.Add(Assert.Single(working).Node);
            return 0;
        });
        Assert.Equal(Enumerable.Range(0, order.Count).Select(i => i % 4), order);
    }

    [Fact]
    public void NodesDrawShots_FromQueriesOfTheirOwn()
    {
        HashSet<ulong> ids = [];
        ParallelTrainer.Run(Small(4, new LocalSteps(2)), StoredTraining.Exact, working =>
        {
            Assert.All(working[0].Queries, q => Assert.True(ids.Add(q.Id)));
            return 0;
        });
        Assert.True(ids.Max() < Evaluation.FirstQuery);
    }

    [Fact]
    public void Shards_AreAsEqualAsCanBe()
    {
        IReadOnlyList<IReadOnlyList<LabelledSample>> shards = ParallelTraining.Shards(Iris20, 6);
        Assert.Equal([4, 4, 3, 3, 3, 3], shards.Select(s => s.Count));
        Assert.Equal(Iris20, shards.SelectMany(s => s));
    }

    [Fact]
    public void WhatCannotBeDivided_IsRefused()
    {
        var settings = new TrainingSettings(1, 2, new Adam(0.1), Loss.MeanSquared, GradientMethod.Adjoint, 1);
        Refused("divided among 21 nodes; give 1 to 20", () => Of(settings, 21));
        Refused("divided among 0 nodes", () => Of(settings, 0));
        Refused("Spsa needs more than the gradient", () => Of(settings with { Optimiser = new Spsa(0.1) }, 2));
        Refused("early stopping", () => Of(settings with { EarlyStopping = new(2) }, 2));
        Refused("synchronisation 'ring' is unknown", () => SyncScheme.Parse("ring"));
        Refused("synchronisation 'server:staleness=x'", () => SyncScheme.Parse("server:staleness=x"));
        Refused("0 local steps", () => SyncScheme.Parse("local:steps=0"));
        ParallelTraining training = Small(2, new AllReduce());
        Refused("has no task", () => training.Receive(training.Start(), 0, []));

        static ParallelTraining Of(TrainingSettings settings, int nodeCount) =>
            new(StoredTraining.Model, Iris20, settings, nodeCount, new AllReduce());

        static void Refused(string part, Func<object> action) =>
            Assert.Contains(part, Assert.Throws<CircuitException>(action).Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Schemes))]
    public void ASchemesText_IsReadBack(string scheme) => Assert.Equal(scheme, SyncScheme.Parse(scheme).ToString());

    private static ParallelTraining Small(int nodeCount, SyncScheme scheme) => new(
        StoredTraining.Model, Iris20, new(4, 2, new Adam(0.05), Loss.MeanSquared, GradientMethod.Adjoint, 2), nodeCount, scheme);

    private static ParallelState From(ParallelState state, double[] weights) => state with
    {
        Weights = weights,
        Nodes = [.. state.Nodes.Select(n => n with { Training = n.Training with { Weights = weights } })],
    };
}
