"""Names that are markup in some format."""

import graphviz_autograd as torch

names = {
    "<script>alert(1)</script>": torch.tensor(1.0, requires_grad=True),
    "&lt;b&gt; &amp; ]]>": torch.tensor(2.0, requires_grad=True),
    'a"; x [label="\\N"]': torch.tensor(3.0, requires_grad=True),
    "`**md**` #quot; %%{init}%%": torch.tensor(4.0, requires_grad=True),
    "\x1b[31mred\x07\u202e": torch.tensor(5.0, requires_grad=True),
}
outputs = sum(names.values())
