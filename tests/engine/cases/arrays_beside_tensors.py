"""Arrays beside tensors in operators: what NumPy makes of both."""

# ruff: noqa: E501

PROGRAMS = """
import warnings, numpy as np; warnings.simplefilter('ignore'); y = torch.ones(2) + np.ones(2); np = warnings = __warningregistry__ = None
import warnings, numpy as np; warnings.simplefilter('ignore'); y = torch.ones(2) * np.ones(2, dtype=np.float32); z = torch.ones(2, dtype=torch.int64) * np.ones(2, dtype=np.float32); np = warnings = __warningregistry__ = None
import warnings, numpy as np; warnings.simplefilter('ignore'); y = torch.ones(2) - np.ones(2); z = torch.ones(2) - np.float64(2); w = np.float64(2) * torch.ones(2); v = np.float64(2) - torch.ones(2); np = warnings = __warningregistry__ = None
import warnings, numpy as np; warnings.simplefilter('ignore'); y = torch.ones(2) / np.ones(2); z = np.ones(2) / torch.ones(2); w = torch.ones(2) ** np.ones(2); np = warnings = __warningregistry__ = None
import warnings, numpy as np; warnings.simplefilter('ignore'); y = torch.ones(2) == np.ones(2); np = warnings = __warningregistry__ = None
import warnings, numpy as np; warnings.simplefilter('ignore'); y = f(2) * np.ones(2); np = warnings = __warningregistry__ = None
import warnings, numpy as np; warnings.simplefilter('ignore'); y = f(2) + np.ones(2); np = warnings = __warningregistry__ = None
import warnings, numpy as np; warnings.simplefilter('ignore'); y = torch.maximum(torch.ones(2), np.ones(2)); np = warnings = __warningregistry__ = None
import warnings, numpy as np; warnings.simplefilter('ignore'); y = torch.ones(2, 1) + np.ones((1, 3), dtype=np.int64); x = torch.ones(2); x += np.ones(2, dtype=np.float32); np = warnings = __warningregistry__ = None
x = torch.ones(2); del x[0]
import warnings, numpy as np; warnings.simplefilter('ignore'); y = torch.ones(2) + np.array(3.); z = torch.ones(2, dtype=torch.int8) * np.ones(2, dtype=np.uint8); w = torch.tensor(2.) * np.array(3.0); np = warnings = __warningregistry__ = None
"""
