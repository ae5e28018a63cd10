"""Distributions with a value each, functions, and constraints, to be compared on both frameworks."""

# ruff: noqa: E501

DISTRIBUTIONS = """
Bernoulli(f(3) / 3) | [0., 1., 1.]
Beta(f(3) * 3, f(3) * 2) | [.3, .6, .9]
Binomial(torch.tensor([3., 4., 5.], dtype=torch.float64), probs=f(3) / 4) | [1., 2., 5.]
Binomial(4, logits=f(3)) | [0., 2., 4.]
Binomial(2, torch.tensor([.2, 1.5])) | [1.]
Categorical(f(2, 3)) | [0., 2.]
Cauchy(f(3), f(3, start=.7)) | [.3, .6, .9]
Cauchy(0., 1.) | [.1]
Chi2(f(3)) | [.3, .6, .9]
Chi2(2.) | [.1]
ContinuousBernoulli(f(3) / 3) | [.3, .6, .9]
ContinuousBernoulli(logits=f(3) - .5) | [.3, .6, 1.]
Dirichlet(f(2, 3) * 2) | [.2, .3, .5]
Dirichlet(f(2, 3) / 5) | [.2, .3, .5]
Exponential(f(3)) | [.3, .6, .9]
FisherSnedecor(f(3) * 4, f(3, start=5.)) | [.3, .6, .9]
Gamma(f(3), f(3)) | [.3, .6, .9]
Gamma(torch.tensor([.5, 2., -1.]), 1.) | [1.]
GeneralizedPareto(f(3, dtype='float32') * 0 - 1, f(3, dtype='float32'), f(3, dtype='float32') / 4) | [.3, .6, .9]
Geometric(f(3) / 3) | [0., 2., 3.]
Geometric(logits=f(3)) | [0., 2., 3.]
Geometric(.3) | [1.]
Geometric(torch.tensor([0., .5])) | [1.]
Gumbel(f(3), f(3, start=.7)) | [.3, .6, .9]
Gumbel(0., 1.) | [.1]
HalfCauchy(f(3)) | [.3, .6, .9]
HalfNormal(f(3)) | [.3, .6, .9]
HalfNormal(1.) | [.1]
InverseGamma(f(3) * 3, f(3)) | [.3, .6, .9]
Kumaraswamy(f(3) * 3, f(3, start=1.5)) | [.3, .6, .9]
Laplace(f(3), f(3)) | [.3, .6, .9]
LogNormal(f(3), f(3)) | [.3, .6, .9]
LogisticNormal(f(2), f(2)) | [.2, .3, .5]
LowRankMultivariateNormal(f(2, 3), f(3, 2), f(3, start=.7)) | [.3, .6, .9]
LowRankMultivariateNormal(f(3), f(3, 1), f(2, 3, start=.7)) | [.3, .6, .9]
LowRankMultivariateNormal(f(3), f(2, 1), f(3)) | [.3, .6, .9]
MixtureSameFamily(D.Categorical(logits=f(2)), D.Normal(f(2), f(2))) | [.1, .2, .4]
MixtureSameFamily(D.Categorical(f(2, 3)), D.Independent(D.Normal(f(2, 3, 4), f(2, 3, 4)), 1)) | [.1, .2, .3, .4]
MixtureSameFamily(D.Categorical(f(3)), D.Normal(f(2), f(2))) | [.1]
MixtureSameFamily(D.Normal(f(2), f(2)), D.Normal(f(2), f(2))) | [.1]
Multinomial(5, probs=f(2, 3)) | [1., 2., 2.]
Multinomial(5, logits=f(3)) | [1., 2., 2.]
NegativeBinomial(5, f(3) / 3) | [0., 2., 3.]
NegativeBinomial(f(3) * 2, logits=f(3) - 1) | [0., 2., 3.]
Normal(f(3), f(3)) | [.3, .6, .9]
Pareto(f(3) / 4, f(3) * 3) | [.3, .6, .9]
Poisson(f(3)) | [0., 1., 3.]
RelaxedBernoulli(torch.tensor(.7, dtype=torch.float64), f(3) / 3) | [.3, .6, .9]
RelaxedOneHotCategorical(torch.tensor(.7, dtype=torch.float64), logits=f(2, 3)) | [.2, .3, .5]
StudentT(f(3) * 3, f(3), f(3)) | [.3, .6, .9]
StudentT(3.) | [.1]
TransformedDistribution(D.Normal(f(3), f(3)), [D.AffineTransform(1., 2.), D.ExpTransform()]) | [1.3, 1.6, 2.9]
TransformedDistribution(D.Normal(f(4), f(4)), [D.ReshapeTransform((4,), (2, 2)), D.LowerCholeskyTransform()]) | [[1.3, 0], [.3, .4]]
Uniform(f(3) - 1, f(3) + 2) | [.3, .6, .9]
Weibull(f(3), f(3) * 2) | [.3, .6, .9]
"""

FACTS = """
d.mean
d.mode
d.variance
d.stddev
d.support
d.has_rsample
sorted(d.arg_constraints.items())
d.log_prob(x)
d.cdf(x)
d.icdf(x)
d.entropy()
d.expand((4, *d.batch_shape))
d.expand((4, *d.batch_shape)).log_prob(x)
d.expand((2, *d.batch_shape)).mean
[list(one.shape) for one in (d.sample((5,)), d.expand((4, *d.batch_shape)).sample())]
list(d.rsample((5, 2)).shape), graph(d.rsample())
d.enumerate_support(False)
d.log_prob(x * 0 + 7.5)
isinstance(d, D.ExponentialFamily)
d._natural_params
d.log_survival_function(x)
d.precision_matrix, d.covariance_matrix
"""

KINDS = {
    "Bernoulli": "f(3) / 3",
    "Beta": "f(3) * 3, f(3) * 2",
    "Binomial": "torch.tensor([3., 4., 5.], dtype=torch.float64), f(3) / 4",
    "Categorical": "f(2, 3)",
    "Cauchy": "f(3), f(3)",
    "ContinuousBernoulli": "f(3) / 3",
    "Dirichlet": "f(2, 3)",
    "Exponential": "f(3)",
    "Gamma": "f(3), f(3)",
    "Chi2": "f(3)",
    "Geometric": "f(3) / 3",
    "Gumbel": "f(3), f(3)",
    "HalfNormal": "f(3)",
    "Laplace": "f(3), f(3)",
    "LogNormal": "f(3), f(3)",
    "LowRankMultivariateNormal": "f(3), f(3, 2), f(3)",
    "MultivariateNormal": "f(3), scale_tril=f(3, 3).tril()",
    "Normal": "f(3), f(3)",
    "OneHotCategorical": "f(2, 3)",
    "Pareto": "f(3), f(3) * 3",
    "Poisson": "f(3)",
    "Uniform": "f(3), f(3) + 1",
    "StudentT": "f(3)",
    "Independent": "D.Normal(f(3), f(3)), 1",
}

TRANSFORMS = """
AbsTransform()
AffineTransform(1., 2.)
AffineTransform(f(3), f(3))
AffineTransform(1., -2., event_dim=1)
ExpTransform()
ExpTransform().inv
ExpTransform(cache_size=1)
PowerTransform(f(3))
SigmoidTransform()
SoftplusTransform()
TanhTransform()
SoftmaxTransform()
StickBreakingTransform()
LowerCholeskyTransform()
PositiveDefiniteTransform()
CorrCholeskyTransform()
ComposeTransform([D.ExpTransform(), D.AffineTransform(1., 2.)])
ComposeTransform([D.AffineTransform(0., 1., 1), D.StickBreakingTransform()])
ComposeTransform([D.ExpTransform(), D.TanhTransform()]).inv
identity_transform
IndependentTransform(D.ExpTransform(), 1)
ReshapeTransform((3,), (1, 3))
CatTransform([D.ExpTransform(), D.AffineTransform(1., 2.)], dim=-1, lengths=[1, 2])
StackTransform([D.ExpTransform(), D.TanhTransform(), D.SigmoidTransform()], dim=-1)
CumulativeDistributionTransform(D.Normal(0., 1.))
"""

QUESTIONS = """
t
t.inv
t.domain, t.codomain
t.bijective
t.sign
t.event_dim
t(x)
t.inv(t(x))
t.log_abs_det_jacobian(x, t(x))
t.inv.log_abs_det_jacobian(t(x), x)
t.forward_shape((2, 3))
t.inverse_shape((2, 3))
t.inverse_shape((2, 3, 3))
t.forward_shape(())
t == t, t.inv == t.inv, t == D.ExpTransform()
t.inv.inv, t.inv.domain
t.with_cache()(x)
t(x[0])
t.codomain.is_discrete
"""

CONSTRAINTS = """
real
real_vector
positive
nonnegative
greater_than(1.)
greater_than_eq(1.)
less_than(2.)
interval(-1., 2.)
half_open_interval(0., 2.)
unit_interval
simplex
lower_cholesky
positive_definite
corr_cholesky
independent(D.constraints.positive, 1)
cat([D.constraints.positive, D.constraints.real], -1, [1, 2])
stack([D.constraints.positive, D.constraints.real, D.constraints.unit_interval], -1)
boolean
one_hot
nonnegative_integer
positive_integer
integer_interval(0, 2)
multinomial(3)
lower_triangular
square
symmetric
positive_semidefinite
dependent
dependent(is_discrete=True, event_dim=0)
"""

ASKED = """
c
c.event_dim
c.is_discrete
c.check(x)
c.check(w)
c.check(torch.eye(3))
D.transform_to(c)
D.biject_to(c)
D.transform_to(c)(x)
D.biject_to(c)(x)
D.constraints.is_dependent(c)
"""
